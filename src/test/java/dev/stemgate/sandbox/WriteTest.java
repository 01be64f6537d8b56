// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static dev.stemgate.sandbox.Http.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stemgate.sandbox.SandboxSettings.StaleVersion;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteTest {

    private Sandbox ehr;
    private Http http;

    @BeforeEach
    void start() {
        ehr = Sandbox.start(SandboxSettings.empty());
        http = new Http(ehr);
        ehr.store().put(Samples.patient("p1"));
    }

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void createGivesLocationEtagAndVersionOne() {
        HttpResponse<String> answer = http.post("Observation", Samples.observation("p1", "k1"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"1\"");
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(ehr.baseUrl() + "/Observation/").endsWith("/_history/1");
        assertThat(http.get(location).statusCode()).isEqualTo(200);
        assertThat(json(answer).path("resourceType").asText()).isEqualTo("Observation");
        assertThat(json(answer).path("id").asText()).isNotEmpty();
    }

    @Test
    void conditionalCreateTwiceGivesOne() {
        String ifNoneExist = "identifier=urn:test:key%7Ck1";
        HttpResponse<String> first =
                http.post("Observation", Samples.observation("p1", "k1"), "If-None-Exist", ifNoneExist);
        HttpResponse<String> second = http.post(
                "Observation",
                Samples.observation("p1", "k1"),
                "If-None-Exist",
                ehr.baseUrl() + "/Observation?" + ifNoneExist);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(ehr.store().versionCount("Observation")).isEqualTo(1);
    }

    @Test
    void updateAddsAVersionAndChecksIfMatch() {
        ehr.store().put(Samples.observation("p1", "k1").replace("\"status\"", "\"id\":\"o1\",\"status\""));
        String changed = Samples.observation("p1", "k1").replace("\"final\"", "\"amended\",\"id\":\"o1\"");

        HttpResponse<String> current = http.put("Observation/o1", changed, "If-Match", "W/\"1\"");
        HttpResponse<String> stale = http.put("Observation/o1", changed, "If-Match", "W/\"1\"");

        assertThat(current.statusCode()).isEqualTo(200);
        assertThat(current.headers().firstValue("ETag")).contains("W/\"2\"");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(ehr.store().versions("Observation", "o1")).hasSize(2);
    }

    @Test
    void staleIfMatchCanBe412() {
        try (Sandbox other =
                Sandbox.start(SandboxSettings.empty().withStaleVersion(StaleVersion.PRECONDITION_FAILED))) {
            other.store().put(Samples.patient("p1"));

            HttpResponse<String> stale =
                    new Http(other).put("Patient/p1", Samples.patient("p1"), "If-Match", "W/\"7\"");

            assertThat(stale.statusCode()).isEqualTo(412);
        }
    }

    @Test
    void conditionalUpdateCreatesThenUpdatesTheOneMatch() {
        String url = "Observation?identifier=urn:test:key%7Ck1";

        assertThat(http.put(url, Samples.observation("p1", "k1")).statusCode()).isEqualTo(201);
        assertThat(http.put(url, Samples.observation("p1", "k1")).statusCode()).isEqualTo(200);

        assertThat(ehr.store().current("Observation")).hasSize(1);
        assertThat(ehr.store().versionCount("Observation")).isEqualTo(2);
    }

    @Test
    void conditionalOperationWithSeveralMatchesIsRefused() {
        http.post("Observation", Samples.observation("p1", "k1"));
        http.post("Observation", Samples.observation("p1", "k1"));

        assertThat(http.put("Observation?identifier=urn:test:key%7Ck1", Samples.observation("p1", "k1"))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void deleteLeavesAVersionAndIsGone() {
        ehr.store().put(Samples.condition("c1", "p1", "44054006"));

        assertThat(http.delete("Condition/c1").statusCode()).isBetween(200, 204);
        assertThat(http.get("Condition/c1").statusCode()).isEqualTo(410);
        assertThat(ehr.store().versions("Condition", "c1")).hasSize(2);
    }

    @Test
    void whatAStrictEhrWouldRefuseIsRefused() {
        String whole = Samples.observation("p1", "k1");

        assertRefused(whole.replace("\"status\":\"final\",", ""), 422);
        assertRefused(whole.replace("\"code\":{\"text\":\"screening\"},", ""), 422);
        assertRefused(
                whole.replace("\"subject\":{\"reference\":\"Patient/p1\"}", "\"issued\":\"2026-01-01T00:00:00Z\""),
                422);
        assertRefused(whole.replace("Patient/p1", "Patient/nobody"), 400);
        assertRefused(whole.replace("\"status\"", "\"shoesize\":44,\"status\""), 422);
        assertRefused("{\"resourceType\":\"Observation\",", 400);
        ehr.store().put(Samples.condition("c1", "p1", "44054006"));
        assertRefused(
                whole.replace("\"status\"", "\"derivedFrom\":[{\"reference\":\"Condition/c1\"}],\"status\""), 422);
        assertThat(ehr.store().versionCount("Observation")).isZero();
    }

    @Test
    void transactionResolvesUuidsAndAnswersInOrder() {
        HttpResponse<String> answer = http.post("", transaction("Patient/p1"));

        JsonNode bundle = json(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bundle.path("type").asText()).isEqualTo("transaction-response");
        assertThat(bundle.findValuesAsText("status")).containsExactly("201 Created", "201 Created");
        assertThat(bundle.findValuesAsText("etag")).containsExactly("W/\"1\"", "W/\"1\"");
        assertThat(bundle.findValuesAsText("lastModified")).hasSize(2);
        assertThat(bundle.at("/entry/0/response/location").asText()).startsWith("Provenance/");
        String observation = bundle.at("/entry/1/response/location").asText().split("/_history")[0];
        assertThat(json(http.get("Provenance?target=" + observation))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(ehr.store().current("Provenance").get(0).json()).contains("\"reference\":\"" + observation + "\"");
    }

    @Test
    void repeatedTransactionFindsWhatIsThereAndStaleVersionUndoesAll() {
        http.post("", transaction("Patient/p1"));
        long versions = ehr.store().versionCount("Observation");
        HttpResponse<String> again = http.post("", transaction("Patient/p1"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(ehr.store().versionCount("Observation")).isEqualTo(versions + 1);

        long before = ehr.store().versionCount();
        HttpResponse<String> stale = http.post(
                "",
                transaction("Patient/p1")
                        .replace("\"method\":\"PUT\"", "\"method\":\"PUT\",\"ifMatch\":\"W/\\\"1\\\"\""));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(ehr.store().versionCount()).isEqualTo(before);
    }

    @Test
    void transactionIsWrittenAsAWholeOrNotAtAll() {
        long before = ehr.store().versionCount();

        HttpResponse<String> answer = http.post("", transaction("Patient/nobody"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(ehr.store().versionCount()).isEqualTo(before);
    }

    @Test
    void transactionCreatesOnlyIfNoneExistsAndDeletesAndReads() {
        ehr.store().put(Samples.condition("c1", "p1", "44054006"));
        String create =
                """
                {"resource":%s,"request":{"method":"POST","url":"Observation","ifNoneExist":"identifier=urn:test:key|k1"}}
                """
                        .formatted(Samples.observation("p1", "k1"));
        String bundle =
                """
                {"resourceType":"Bundle","type":"transaction","entry":[%s,
                 {"request":{"method":"DELETE","url":"Condition/c1"}},{"request":{"method":"GET","url":"Patient/p1"}}]}
                """
                        .formatted(create);

        JsonNode first = json(http.post("", bundle));
        JsonNode second = json(http.post("", bundle));

        assertThat(first.findValuesAsText("status")).containsExactly("201 Created", "204 No Content", "200 OK");
        assertThat(first.at("/entry/2/resource/id").asText()).isEqualTo("p1");
        assertThat(second.findValuesAsText("status")).containsExactly("200 OK", "204 No Content", "200 OK");
        assertThat(ehr.store().versionCount("Observation")).isEqualTo(1);
    }

    @Test
    void batchEntriesStandAlone() {
        String bundle =
                """
                {"resourceType":"Bundle","type":"batch","entry":[
                 {"resource":%s,"request":{"method":"POST","url":"Observation"}},
                 {"resource":%s,"request":{"method":"POST","url":"Observation"}}]}
                """
                        .formatted(Samples.observation("nobody", "k1"), Samples.observation("p1", "k2"));

        JsonNode answer = json(http.post("", bundle));

        assertThat(answer.path("type").asText()).isEqualTo("batch-response");
        assertThat(answer.findValuesAsText("status")).containsExactly("400", "201 Created");
        assertThat(answer.at("/entry/0/response/outcome/resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(ehr.store().current("Observation")).hasSize(1);
    }

    @Test
    void versionedReferencesAreKeptAsWritten() {
        ehr.store().put(Samples.condition("c1", "p1", "44054006"));
        String withEvidence = Samples.observation("p1", "k1")
                .replace(
                        "\"status\"",
                        "\"extension\":[{\"url\":\"urn:test:evidence\",\"valueReference\":{\"reference\":\"Condition/c1/_history/1\"}}],\"status\"");

        http.post("Observation", withEvidence);

        assertThat(ehr.store().current("Observation").get(0).json()).contains("Condition/c1/_history/1");
    }

    private void assertRefused(String observation, int status) {
        HttpResponse<String> answer = http.post("Observation", observation);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    private static String transaction(String subject) {
        return """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff","resource":{"resourceType":"Provenance",
                  "target":[{"reference":"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964fe"}],"recorded":"2026-01-01T00:00:00Z",
                  "agent":[{"who":{"display":"Stemgate"}}]},"request":{"method":"POST","url":"Provenance"}},
                 {"fullUrl":"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964fe","resource":%s,
                  "request":{"method":"PUT","url":"Observation?identifier=urn:test:key|k1"}}]}
                """
                .formatted(Samples.observation("p1", "k1").replace("Patient/p1", subject));
    }
}
