// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static dev.stemgate.sandbox.Http.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The capability statement of every profile says what the server then does. */
class DeclaredCapabilitiesTest {

    @ParameterizedTest
    @EnumSource(VendorProfile.class)
    void whatIsDeclaredWorksAndWhatIsNotDoesNot(VendorProfile profile) {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty().withManners(withoutTrouble(profile.manners())))) {
            ehr.store().put(Samples.patient("a1"));
            Http http = new Http(ehr);
            Map<String, JsonNode> declared = resources(http);

            assertThat(declared.containsKey("MedicationStatement"))
                    .isEqualTo(http.get("MedicationStatement?patient=a1").statusCode() == 200);
            declared.forEach((type, resource) -> parametersAreTrue(http, type, resource, profile));
            assertThat(interactions(declared.get("Observation")).contains("create"))
                    .isEqualTo(!profile.manners().contains(Manner.OBSERVATION_NOT_TAKEN));
            assertThat(declared.get("Observation").path("conditionalCreate").asBoolean())
                    .isEqualTo(profile == VendorProfile.HAPI || profile == VendorProfile.FLAKY);
            assertThat(declared.get("Patient")
                            .path("operation")
                            .path(0)
                            .path("name")
                            .asText())
                    .isEqualTo(match(http).statusCode() == 200 ? "match" : "");
            assertThat(match(http).statusCode()).isEqualTo(profile == VendorProfile.HAPI ? 200 : 400);
            assertThat(declared.get("Patient").path("versioning").asText())
                    .isEqualTo(profile == VendorProfile.CERNER ? "versioned-update" : "versioned");
        }
    }

    private static HttpResponse<String> match(Http http) {
        return http.post(
                "Patient/$match",
                """
                {"resourceType": "Parameters", "parameter": [{"name": "resource", "resource": {
                  "resourceType": "Patient", "birthDate": "1990-04-01", "gender": "female"}}]}""");
    }

    @Test
    void eachGradeOfAMatchIsSaidInItsEntryBestFirst() {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty().withManners(Set.of(Manner.PATIENT_MATCH)))) {
            ehr.store().put(Samples.patient("a1"));
            ehr.store().put(Samples.patient("a2"));
            Http http = new Http(ehr);
            JsonNode answer = Http.json(
                    http.post(
                            "Patient/$match",
                            """
                    {"resourceType": "Parameters", "parameter": [{"name": "resource", "resource": {
                      "resourceType": "Patient", "birthDate": "1990-04-01", "gender": "female",
                      "identifier": [{"system": "urn:other", "value": "A-2"}]}}]}"""));
            assertThat(answer.at("/entry/0/resource/id").asText()).isEqualTo("a2");
            assertThat(answer.at("/entry/0/search/extension/0/valueCode").asText())
                    .isEqualTo("certain");
            assertThat(answer.at("/entry/1/search/extension/0/valueCode").asText())
                    .isEqualTo("possible");
            assertThat(Http.json(match(http)).at("/entry/0/search/score").asDouble())
                    .isEqualTo(0.4);
        }
    }

    @Test
    void aServerWithoutTransactionsDeclaresNone() {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            assertThat(systemInteractions(new Http(ehr))).contains("transaction");
            ehr.adopt(Set.of(Manner.NO_TRANSACTIONS));
            assertThat(systemInteractions(new Http(ehr))).doesNotContain("transaction", "batch");
        }
    }

    private static void parametersAreTrue(Http http, String type, JsonNode resource, VendorProfile profile) {
        Set<String> names = new HashSet<>();
        resource.path("searchParam")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        assertThat(names.contains("_lastUpdated"))
                .as(type)
                .isEqualTo(
                        switch (profile) {
                            case HAPI, FLAKY -> true;
                            case CERNER ->
                                Set.of("Condition", "MedicationRequest", "Observation")
                                        .contains(type);
                            case EPIC, MEDITECH -> false;
                        });
        for (String name : Set.of("_lastUpdated", "_id", "identifier", "patient", "family", "nonsense")) {
            String value = name.equals("_lastUpdated") ? "ge2020" : "a1";
            String enough = type.equals("Patient") ? "&_id=a1" : names.contains("patient") ? "&patient=a1" : "";
            var answer = http.get(type + "?" + name + "=" + value + enough);
            boolean ignored = answer.body().contains("59100");
            assertThat(answer.statusCode() == 200 && !ignored)
                    .as(type + "?" + name)
                    .isEqualTo(names.contains(name));
        }
    }

    private static Set<Manner> withoutTrouble(Set<Manner> manners) {
        Set<Manner> calm = new HashSet<>(manners);
        calm.removeAll(VendorProfile.FLAKY.manners());
        return calm;
    }

    private static Map<String, JsonNode> resources(Http http) {
        Map<String, JsonNode> resources = new HashMap<>();
        json(http.get("metadata"))
                .at("/rest/0/resource")
                .forEach(resource -> resources.put(resource.path("type").asText(), resource));
        resources.remove("OperationDefinition");
        return resources;
    }

    private static Set<String> interactions(JsonNode resource) {
        Set<String> codes = new HashSet<>();
        resource.path("interaction")
                .forEach(interaction -> codes.add(interaction.path("code").asText()));
        return codes;
    }

    private static Set<String> systemInteractions(Http http) {
        return interactions(json(http.get("metadata")).at("/rest/0"));
    }
}
