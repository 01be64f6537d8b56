// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static dev.stemgate.sandbox.Http.json;
import static dev.stemgate.sandbox.Http.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadAndSearchTest {

    private Sandbox ehr;
    private Http http;

    @BeforeEach
    void start() {
        ehr = Sandbox.start(SandboxSettings.empty());
        http = new Http(ehr);
        ehr.store().put(Samples.patient("p1"));
        ehr.store().put(Samples.patient("p2"));
    }

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void readGivesTheResourceWithEtagAndContentType() {
        HttpResponse<String> answer = http.get("Patient/p1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"1\"");
        assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/fhir+json"));
        assertThat(json(answer).at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(json(answer).at("/meta/lastUpdated").asText()).isNotEmpty();
    }

    @Test
    void furtherEvidenceIsFoundByPatientCodeCategoryAndStatus() {
        String code = "\"code\":{\"coding\":[{\"system\":\"urn:s\",\"code\":\"1\"}]}";
        String drug = "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"urn:s\",\"code\":\"1\"}]}";
        String lab = "\"category\":[{\"coding\":[{\"code\":\"laboratory\"}]}]";
        evidence("Observation", "subject", code + ",\"status\":\"final\"," + lab);
        evidence(
                "Procedure",
                "subject",
                code + ",\"status\":\"completed\",\"category\":{\"coding\":[{\"code\":\"x\"}]}");
        evidence("AllergyIntolerance", "patient", code + ",\"category\":[\"medication\"]");
        evidence("ServiceRequest", "subject", code + ",\"status\":\"active\",\"intent\":\"order\"," + lab);
        evidence("MedicationAdministration", "subject", drug + ",\"status\":\"completed\"");
        evidence("MedicationDispense", "subject", drug + ",\"status\":\"completed\"");

        for (String found : List.of(
                "Observation?patient=p1&code=urn:s%7C0,urn:s%7C1&category=vital-signs,laboratory&status=final",
                "Procedure?patient=p1&code=urn:s%7C1&category=x&status=completed",
                "AllergyIntolerance?patient=p1&code=1&category=medication",
                "ServiceRequest?patient=p1&code=1&category=laboratory&status=active&intent=order",
                "MedicationAdministration?patient=p1&code=1&status=completed&_include=MedicationAdministration:medication",
                "MedicationDispense?patient=p1&code=1&status=completed&_include=MedicationDispense:medication")) {
            assertThat(json(http.get(found)).path("total").asInt()).as(found).isEqualTo(1);
            assertThat(json(http.get(found.replace("p1", "p2"))).path("total").asInt())
                    .as(found)
                    .isZero();
        }
        assertThat(json(http.get("Observation?patient=p1&category=survey"))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(http.get("AllergyIntolerance?subject=p1").statusCode())
                .as("R4 has no such search parameter")
                .isEqualTo(400);
    }

    private void evidence(String type, String subject, String more) {
        ehr.store()
                .put("{\"resourceType\":\"" + type + "\",\"id\":\"e1\",\"" + subject
                        + "\":{\"reference\":\"Patient/p1\"}," + more + "}");
    }

    @Test
    void unknownIdIsNotFoundAndDeletedIdIsGone() {
        ehr.store().delete("Patient", "p1");

        assertThat(http.get("Patient/nobody").statusCode()).isEqualTo(404);
        assertThat(http.get("Patient/p1").statusCode()).isEqualTo(410);
        assertThat(json(http.get("Patient/nobody")).path("resourceType").asText())
                .isEqualTo("OperationOutcome");
    }

    @Test
    void everyVersionCanBeReadAndHistoryListsThemNewestFirst() {
        ehr.store().put(Samples.patient("p1").replace("female", "male"));
        ehr.store().delete("Patient", "p1");

        assertThat(json(http.get("Patient/p1/_history/1")).path("gender").asText())
                .isEqualTo("female");
        assertThat(json(http.get("Patient/p1/_history/2")).path("gender").asText())
                .isEqualTo("male");
        assertThat(http.get("Patient/p1/_history/3").statusCode()).isEqualTo(410);
        JsonNode history = json(http.get("Patient/p1/_history"));
        assertThat(history.path("type").asText()).isEqualTo("history");
        assertThat(history.path("total").asInt()).isEqualTo(3);
        assertThat(history.findValuesAsText("method")).containsExactly("DELETE", "PUT", "PUT");
    }

    @Test
    void patientIsFoundByIdIdentifierFamilyAndActive() {
        assertThat(ids("Patient?_id=p1")).containsExactly("p1");
        assertThat(ids("Patient?identifier=urn:test:mrn|p2")).containsExactly("p2");
        assertThat(ids("Patient?identifier=p2")).containsExactly("p2");
        assertThat(ids("Patient?identifier=urn:other|p2")).isEmpty();
        assertThat(ids("Patient?family=test")).containsExactly("p1", "p2");
        assertThat(ids("Patient?active=true&_id=p1,p2")).containsExactly("p1", "p2");
        assertThat(ids("Patient?active=false")).isEmpty();
    }

    @Test
    void recordsAreFoundByPatientSubjectAndCode() {
        ehr.store().put(Samples.condition("c1", "p1", "44054006"));
        ehr.store().put(Samples.condition("c2", "p1", "38341003"));
        ehr.store().put(Samples.condition("c3", "p2", "44054006"));

        assertThat(ids("Condition?patient=p1")).containsExactly("c1", "c2");
        assertThat(ids("Condition?patient=Patient/p1")).containsExactly("c1", "c2");
        assertThat(ids("Condition?subject=Patient/p2")).containsExactly("c3");
        assertThat(ids("Condition?patient=p1,p2&code=http://snomed.info/sct|44054006"))
                .containsExactly("c1", "c3");
    }

    @Test
    void lastUpdatedSelectsWhatWasWrittenLater() {
        ehr.store().put(Samples.condition("c1", "p1", "44054006"));
        StoredVersion later = ehr.store().put(Samples.condition("c2", "p1", "38341003"));

        assertThat(ids("Condition?_lastUpdated=ge" + later.lastUpdated())).containsExactly("c2");
        assertThat(ids("Condition?_lastUpdated=gt" + later.lastUpdated())).isEmpty();
        assertThat(ids("Condition?_lastUpdated=lt" + later.lastUpdated())).containsExactly("c1");
        assertThat(ids("Condition?_lastUpdated=ge2000-01-01&_sort=-_lastUpdated"))
                .containsExactly("c2", "c1");
    }

    @Test
    void unknownParametersTypesAndIncludesAreRefused() {
        assertThat(http.get("Patient?shoesize=44").statusCode()).isEqualTo(400);
        assertThat(json(http.get("Patient?shoesize=44")).path("resourceType").asText())
                .isEqualTo("OperationOutcome");
        assertThat(http.get("Condition?_include=Condition:encounter").statusCode())
                .isEqualTo(400);
        assertThat(http.get("Spaceship").statusCode()).isEqualTo(404);
    }

    @Test
    void referencedMedicationsAreIncludedAndNotCounted() {
        ehr.store().put(Samples.medication("m1"));
        ehr.store().put(Samples.medicationRequest("r1", "p1", "m1"));
        ehr.store().put(Samples.medicationRequest("r2", "p1", "m1"));

        JsonNode bundle = json(http.get("MedicationRequest?patient=p1&_include=MedicationRequest:medication"));

        assertThat(bundle.path("total").asInt()).isEqualTo(2);
        assertThat(bundle.findValuesAsText("mode")).containsExactly("match", "match", "include");
        assertThat(bundle.at("/entry/2/resource/resourceType").asText()).isEqualTo("Medication");
    }

    @Test
    void pagesAreSmallAndGiveEveryResourceOnce() {
        for (int number = 1; number <= 27; number++) {
            ehr.store().put(Samples.condition("c" + number, "p1", "44054006"));
        }

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String url = "Condition?patient=p1";
        while (!url.isEmpty()) {
            JsonNode page = json(http.get(url));
            assertThat(page.path("total").asInt()).isEqualTo(27);
            List<String> ids = idsOf(page);
            sizes.add(ids.size());
            seen.addAll(ids);
            assertThat(ids).as(url).isNotEmpty();
            assertThat(seen).as(url).hasSizeLessThanOrEqualTo(27);
            url = link(page, "next");
            assertThat(url).satisfiesAnyOf(next -> assertThat(next).isEmpty(), next -> assertThat(next)
                    .startsWith(ehr.baseUrl() + "?_getpages="));
        }

        assertThat(sizes).containsExactly(10, 10, 7);
        assertThat(seen).hasSize(27);
        assertThat(new HashSet<>(seen)).hasSize(27);
    }

    @Test
    void includedMedicationsComeWithThePageThatRefersToThem() {
        for (int number = 1; number <= 12; number++) {
            ehr.store().put(Samples.medication("m" + number));
            ehr.store().put(Samples.medicationRequest("r" + number, "p1", "m" + number));
        }

        JsonNode first = json(http.get("MedicationRequest?patient=p1&_include=MedicationRequest:medication"));
        JsonNode second = json(http.get(link(first, "next")));

        assertThat(first.path("entry")).hasSize(20);
        assertThat(second.path("entry")).hasSize(4);
        assertThat(link(second, "next")).isEmpty();
    }

    @Test
    void countIsHonouredUpToTheMaximum() {
        for (int number = 1; number <= 230; number++) {
            ehr.store().put(Samples.condition("c" + number, "p1", "44054006"));
        }

        assertThat(ids("Condition?patient=p1&_count=3")).hasSize(3);
        assertThat(ids("Condition?patient=p1&_count=50")).hasSize(50);
        assertThat(ids("Condition?patient=p1&_count=5000")).hasSize(200);
        assertThat(json(http.get("Condition?_summary=count")).path("total").asInt())
                .isEqualTo(230);
    }

    @Test
    void laterWritesDoNotShiftPages() {
        for (int number = 1; number <= 12; number++) {
            ehr.store().put(Samples.condition("c" + number, "p1", "44054006"));
        }
        JsonNode first = json(http.get("Condition?patient=p1"));
        ehr.store().delete("Condition", "c1");

        assertThat(idsOf(json(http.get(link(first, "next"))))).containsExactly("c11", "c12");
    }

    @Test
    void nextTokensOfAnotherServerAreUnknownHere() {
        for (int number = 1; number <= 12; number++) {
            ehr.store().put(Samples.condition("c" + number, "p1", "44054006"));
        }
        String token = link(json(http.get("Condition?patient=p1")), "next").split("\\?")[1];
        try (Sandbox other = Sandbox.start(SandboxSettings.empty())) {
            assertThat(new Http(other).get("?" + token).statusCode()).isEqualTo(410);
        }
    }

    @Test
    void unreadableRecordsAreServedByteForByte() {
        String broken =
                "{ \"resourceType\" : \"Condition\",\"id\":\"b1\", \"recordedDate\":\"T16: 09: 08\",\"x\":\"\\u00e9\"}";
        ehr.store().putRaw("Condition", "b1", "p1", broken);
        ehr.store().put(Samples.condition("c1", "p1", "44054006"));

        assertThat(http.get("Condition?patient=p1").body()).contains("\"resource\":" + broken);
        assertThat(http.get("Condition/b1").body()).isEqualTo(broken);
        assertThat(ids("Condition?patient=p1")).containsExactly("b1", "c1");
    }

    @Test
    void textThatIsNoJsonIsServedAsItIs() {
        ehr.store().putRaw("Condition", "b1", "p1", "{\"resourceType\":\"Cond");

        assertThat(http.get("Condition?patient=p1").body()).contains("\"resource\":{\"resourceType\":\"Cond");
    }

    @Test
    void metadataDeclaresTypesAndVersion() {
        JsonNode metadata = json(http.get("metadata"));

        assertThat(metadata.path("fhirVersion").asText()).isEqualTo("4.0.1");
        assertThat(metadata.path("rest").findValuesAsText("type")).contains("Patient", "Condition", "Observation");
    }

    private List<String> ids(String search) {
        HttpResponse<String> answer = http.get(search);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return idsOf(json(answer));
    }

    private static List<String> idsOf(JsonNode bundle) {
        List<String> ids = new ArrayList<>();
        bundle.path("entry").forEach(entry -> ids.add(entry.at("/resource/id").asText()));
        return ids;
    }
}
