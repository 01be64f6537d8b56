// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.client.Origin;
import dev.stemgate.model.RecordKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several searches in one Bundle: each has an answer of its own, in its place, or none. */
class SearchBatchTest {

    private static final Origin ORIGIN = new Origin(URI.create("https://ehr.example.org/fhir"));
    private static final String OF_A = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":"
            + "{\"resourceType\":\"Condition\",\"id\":\"1\",\"onsetDateTime\":\"not a date\",\"subject\":{\"reference\":\"Patient/a\"}}}]}";
    private static final String NOTHING = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}";

    private final SearchBatch batch = new SearchBatch(List.of(search("a"), search("b")));

    @Test
    void eachSearchIsAGetOfItsOwn() {
        Bundle request = batch.request();
        assertThat(request.getType()).isEqualTo(Bundle.BundleType.BATCH);
        assertThat(request.getEntry())
                .extracting(entry -> entry.getRequest().getMethod() + " "
                        + entry.getRequest().getUrl())
                .containsExactly("GET Condition?patient=a", "GET Condition?patient=b");
    }

    @Test
    void eachAnswerStandsInItsPlaceAndABadRecordCostsNoOther() {
        List<Optional<BatchAnswer>> answers =
                batch.answers(response("200 OK", OF_A, NOTHING), ORIGIN).orElseThrow();
        assertThat(answers.get(0).orElseThrow().of("a")).singleElement().satisfies(entry -> assertThat(
                        new String(entry.bytes(), StandardCharsets.UTF_8))
                .contains("not a date"));
        assertThat(answers.get(1).orElseThrow().of("b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"resourceType\":\"OperationOutcome\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":3}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"https://ehr.example.org/fhir?p=2\"}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"resourceType\":\"OperationOutcome\","
                        + "\"issue\":[{\"severity\":\"warning\",\"code\":\"incomplete\"}]}}]}"
            })
    void whatIsNotTheWholeAnswerIsNone(String page) {
        List<Optional<BatchAnswer>> answers =
                batch.answers(response("200 OK", OF_A, page), ORIGIN).orElseThrow();
        assertThat(answers.get(0)).isPresent();
        assertThat(answers.get(1)).isEmpty();
    }

    @Test
    void aRefusedSearchHasNoAnswer() {
        assertThat(batch.answers(response("403 Forbidden", OF_A, NOTHING), ORIGIN)
                        .orElseThrow())
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void answersInOtherPlacesAreNoneAtAll() {
        assertThat(batch.answers(response("200 OK", NOTHING, OF_A), ORIGIN))
                .as("a record of somebody else: no place can be believed")
                .isEmpty();
    }

    @Test
    void anotherNumberOfAnswersIsNoAnswerAtAll() {
        assertThat(batch.answers(response("200 OK", OF_A), ORIGIN)).isEmpty();
    }

    private static BatchSearch search(String id) {
        return new BatchSearch(RecordKind.CONDITION, List.of(id), "Condition?patient=" + id);
    }

    private static Bundle response(String status, String... pages) {
        Bundle response = new Bundle().setType(Bundle.BundleType.BATCHRESPONSE);
        for (String page : pages) {
            Binary envelope = new Binary();
            envelope.setContentType("application/fhir+json");
            envelope.setData(page.getBytes(StandardCharsets.UTF_8));
            response.addEntry().setResource(envelope).getResponse().setStatus(status);
        }
        return response;
    }
}
