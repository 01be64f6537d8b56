// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Write-back {@code document-reference}, on an EHR that refuses every Observation, with transactions and without. */
class DocumentReferenceRoundTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstVersionIsCurrentAndHoldsTextAndObservation(boolean transactions) throws IOException {
        try (BridgeFixture fixture = onePatient(transactions)) {
            JsonNode document = documents(fixture, "current").get(0);
            assertThat(document.at("/subject/reference").asText()).isEqualTo("Patient/a");
            assertThat(attachment(document, 0)).contains("No contraindication found");
            JsonNode observation = JSON.readTree(attachment(document, 1));
            assertThat(observation.at("/resourceType").asText()).isEqualTo("Observation");
            assertThat(observation.at("/identifier/0/value").asText())
                    .isEqualTo(document.at("/identifier/0/value").asText());

            long versions = fixture.sandbox().store().versionCount();
            fixture.again();
            assertThat(fixture.sandbox().store().versionCount()).isEqualTo(versions);
            assertThat(fixture.counts()).containsEntry(UnitState.UNCHANGED, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLaterVersionReplacesTheOneBefore(boolean transactions) {
        try (BridgeFixture fixture = onePatient(transactions)) {
            String first = documents(fixture, "current").get(0).at("/id").asText();
            fixture.given(breastCancer("a2", "a")).again();
            assertThat(documents(fixture, "superseded"))
                    .singleElement()
                    .satisfies(old -> assertThat(old.at("/id").asText()).isEqualTo(first));
            assertThat(documents(fixture, "current")).singleElement().satisfies(document -> {
                assertThat(document.at("/relatesTo/0/code").asText()).isEqualTo("replaces");
                assertThat(document.at("/relatesTo/0/target/reference").asText())
                        .isEqualTo("DocumentReference/" + first);
                assertThat(document.at("/docStatus").asText()).isEqualTo("amended");
                assertThat(attachment(document, 0)).contains("Contraindicated");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBridgeThatLostItsStateRecognisesItsDocument(boolean transactions) {
        try (BridgeFixture fixture = onePatient(transactions)) {
            long versions = fixture.sandbox().store().versionCount();
            fixture.bridge()
                    .results()
                    .forget(
                            new dev.stemgate.model.PatientKey(BridgeFixture.EHR, "a"),
                            BridgeFixture.core().version().id());
            fixture.again();
            assertThat(fixture.sandbox().store().versionCount()).isEqualTo(versions);
        }
    }

    @Test
    void aMergedPatientsDocumentIsWithdrawnAndKeepsWhatItSaid() {
        try (BridgeFixture fixture = onePatient(true)) {
            fixture.given(patient("new"), breastCancer("n1", "new"))
                    .given(patient(
                                    "a",
                                    "\"link\": [{\"other\": {\"reference\": \"Patient/new\"}, \"type\": \"replaced-by\"}]")
                            .replace("\"active\": true", "\"active\": false"))
                    .again();
            assertThat(documents(fixture, "entered-in-error")).singleElement().satisfies(document -> {
                assertThat(document.at("/subject/reference").asText()).isEqualTo("Patient/a");
                assertThat(document.at("/content")).hasSize(2);
            });
            assertThat(documents(fixture, "current")).hasSize(1);
        }
    }

    @Test
    void anEhrThatIndexesLateIsNotWrittenTwice() {
        try (BridgeFixture fixture = onePatient(true)) {
            fixture.sandbox()
                    .misbehave(request -> request.path().equals("DocumentReference")
                                    && request.method().equals("GET")
                            ? new FaultAction.Answer(
                                    200,
                                    Map.of("Content-Type", "application/fhir+json"),
                                    "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}")
                            : FaultAction.pass());
            fixture.given(breastCancer("a2", "a")).again();
            assertThat(documents(fixture, "current")).hasSize(1);
            assertThat(documents(fixture, "superseded")).hasSize(1);
        }
    }

    private BridgeFixture onePatient(boolean transactions) {
        BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"));
        fixture.sandbox()
                .adopt(
                        transactions
                                ? Set.of(Manner.OBSERVATION_NOT_TAKEN)
                                : Set.of(Manner.OBSERVATION_NOT_TAKEN, Manner.NO_TRANSACTIONS));
        return fixture.start("document-reference", "").settle();
    }

    private static List<JsonNode> documents(BridgeFixture fixture, String status) {
        return fixture.sandbox().store().current("DocumentReference").stream()
                .map(version -> tree(version.json()))
                .filter(document -> document.at("/status").asText().equals(status))
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String attachment(JsonNode document, int which) {
        byte[] data = Base64.getDecoder()
                .decode(document.at("/content/" + which + "/attachment/data").asText());
        return new String(data, StandardCharsets.UTF_8);
    }
}
