// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.BatchAnswer.Doubt;
import dev.stemgate.model.RecordKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer for several patients is sorted by whose record each entry is; what cannot be sorted makes it doubtful. */
class BatchAnswerTest {

    private static final Origin ORIGIN = new Origin(URI.create("https://ehr.example.org/fhir"));

    @Test
    void eachRecordGoesToThePatientItRefersTo() {
        BatchAnswer answer = conditions(
                condition("1", "\"reference\":\"Patient/a\""),
                condition("2", "\"reference\":\"https://ehr.example.org/fhir/Patient/b\""),
                condition("3", "\"reference\":\"Patient/a/_history/2\""));
        assertThat(answer.doubt()).isEmpty();
        assertThat(answer.withRecords()).containsExactly("a", "b");
        assertThat(answer.keys("a")).containsExactly("1", "3");
        assertThat(answer.of("c")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"reference\":\"Patient/z\"; FOREIGN_RECORD",
                "\"reference\":\"https://other.example.org/fhir/Patient/a\"; WITHOUT_SUBJECT",
                "\"reference\":\"Group/a\"; WITHOUT_SUBJECT",
                "\"display\":\"Someone\"; WITHOUT_SUBJECT",
                "\"identifier\":{\"system\":\"urn:x\",\"value\":\"1\"}; WITHOUT_SUBJECT"
            })
    void aRecordOfSomebodyElseOrOfNobodyMakesTheAnswerDoubtful(String subject, Doubt doubt) {
        assertThat(conditions(condition("1", "\"reference\":\"Patient/a\""), condition("2", subject))
                        .doubt())
                .contains(doubt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/a\"; WITHOUT_SUBJECT",
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/a\"},\"subject\":{}}; WITHOUT_SUBJECT",
                "not json; OTHER_ENTRY",
                "{\"resourceType\":\"Basic\",\"id\":\"1\"}; OTHER_ENTRY",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":\"incomplete\"}]}; WARNED"
            })
    void whatCannotBeReadSoFarMakesTheAnswerDoubtful(String entry, Doubt doubt) {
        assertThat(conditions(entry).doubt()).contains(doubt);
    }

    @Test
    void anOutcomeThatOnlyInformsDoesNot() {
        assertThat(conditions(
                                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"information\",\"code\":\"informational\"}]}")
                        .doubt())
                .isEmpty();
    }

    @Test
    void fewerRecordsThanTheServerCountsAreDoubtful() {
        BatchAnswer answer = answer(RecordKind.CONDITION, Map.of());
        answer.addPage(page(condition("1", "\"reference\":\"Patient/a\"")).setTotal(2));
        assertThat(answer.doubt()).contains(Doubt.FEWER_THAN_COUNTED);
    }

    @Test
    void pagesThatLeadElsewhereAreDoubtful() {
        BatchAnswer answer = answer(RecordKind.CONDITION, Map.of());
        Bundle page = page(condition("1", "\"reference\":\"Patient/a\""));
        page.addLink().setRelation("next").setUrl("https://elsewhere.example.org/fhir?page=2");
        assertThat(answer.addPage(page)).isEmpty();
        assertThat(answer.doubt()).contains(Doubt.PAGED_SHORT);
    }

    @Test
    void aPatientIsAlsoKnownByTheAddressUnderWhichTheServerGaveIt() {
        BatchAnswer patients = answer(RecordKind.PATIENT, Map.of());
        Bundle page = page("{\"resourceType\":\"Patient\",\"id\":\"b\"}");
        page.getEntryFirstRep().setFullUrl("http://inner:8080/fhir/Patient/b");
        patients.addPage(page);
        BatchAnswer answer = answer(RecordKind.CONDITION, patients.addresses());
        answer.addPage(page(condition("1", "\"reference\":\"http://inner:8080/fhir/Patient/b\"")));
        assertThat(answer.withRecords()).containsExactly("b");
    }

    @Test
    void aMedicationGoesToWhoeverNamesItAndWhoMissesOneIsNotWhole() {
        BatchAnswer answer = answer(RecordKind.MEDICATION_REQUEST, Map.of());
        answer.addPage(page(
                request("1", "a", "Medication/m1"),
                request("2", "b", "Medication/m1"),
                request("3", "c", "Medication/m2"),
                "{\"resourceType\":\"Medication\",\"id\":\"m1\"}"));
        assertThat(answer.doubt()).isEmpty();
        assertThat(answer.of("a")).hasSize(2);
        assertThat(answer.of("b")).hasSize(2);
        assertThat(answer.of("c")).hasSize(1);
        assertThat(answer.isWhole("a")).isTrue();
        assertThat(answer.isWhole("c")).isFalse();
    }

    @Test
    void aSearchThatBeginsAgainForgetsWhatCameBefore() {
        BatchAnswer answer = answer(RecordKind.CONDITION, Map.of());
        answer.addPage(page(condition("1", "\"reference\":\"Patient/a\"")));
        answer.restart();
        answer.addPage(page(condition("2", "\"reference\":\"Patient/b\"")));
        assertThat(answer.withRecords()).containsExactly("b");
    }

    private static BatchAnswer conditions(String... entries) {
        BatchAnswer answer = answer(RecordKind.CONDITION, Map.of());
        answer.addPage(page(entries));
        return answer;
    }

    private static BatchAnswer answer(RecordKind kind, Map<String, String> addresses) {
        return new BatchAnswer(new BatchSearch(kind, List.of("a", "b", "c"), "x"), ORIGIN, 10, addresses);
    }

    private static String condition(String id, String subject) {
        return "{\"resourceType\":\"Condition\",\"id\":\"" + id + "\",\"subject\":{" + subject + "}}";
    }

    private static String request(String id, String patient, String medication) {
        return "{\"resourceType\":\"MedicationRequest\",\"id\":\"" + id + "\",\"subject\":{\"reference\":\"Patient/"
                + patient + "\"},\"medicationReference\":{\"reference\":\"" + medication + "\"}}";
    }

    private static Bundle page(String... entries) {
        Bundle page = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        for (String entry : entries) {
            Binary envelope = new Binary();
            envelope.setContentType("application/fhir+json");
            envelope.setData(entry.getBytes(StandardCharsets.UTF_8));
            page.addEntry().setResource(envelope);
        }
        return page;
    }
}
