// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.UnreadableRecord;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;

/**
 * One patient's chart as an EHR would send it, read and judged by the shipped model as of {@link #AS_OF}. JSON is written with single
 * quotes. Unless told otherwise the patient is a woman of 35 with one Condition that bears on nothing, and no medication.
 */
final class Chart {

    static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);
    static final String WOMAN = "'gender':'female','birthDate':'1990-05-17'";
    static final String ACTIVE = "'clinicalStatus':{'coding':[{'code':'active'}]}";
    static final String CONFIRMED = ACTIVE + ",'verificationStatus':{'coding':[{'code':'confirmed'}]}";

    private final LocalDate asOf;
    private final PatientRecord record;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<RecordKind, List<String>> more = new EnumMap<>(RecordKind.class);
    private String patient = "{'resourceType':'Patient','id':'p1'," + WOMAN + "}";
    private String fullUrl = "";
    private boolean read;

    private Chart(LocalDate asOf) {
        this.asOf = asOf;
        record = new PatientRecord(
                new PatientKey("main", "p1"),
                asOf,
                EhrSettings.of("main", URI.create("https://ehr.example/fhir"), Authorization.NONE));
    }

    static Chart chart() {
        return chart(AS_OF);
    }

    /** Read and judged on another day. */
    static Chart chart(LocalDate asOf) {
        Chart chart = new Chart(asOf);
        chart.conditions.add(condition("ok", snomed("224355006", "Served in armed forces (finding)"), CONFIRMED));
        return chart;
    }

    static Chart empty() {
        return new Chart(AS_OF);
    }

    /** @param members of the Patient besides its id */
    Chart patient(String members) {
        return wholePatient("{'resourceType':'Patient','id':'p1'," + members + "}");
    }

    Chart wholePatient(String json) {
        patient = json;
        return this;
    }

    Chart patientAt(String address) {
        fullUrl = address;
        return this;
    }

    Chart conditions(String... more) {
        conditions.addAll(List.of(more));
        return this;
    }

    Chart statements(String... more) {
        statements.addAll(List.of(more));
        return this;
    }

    Chart requests(String... more) {
        requests.addAll(List.of(more));
        return this;
    }

    /** Records of a kind that is neither Condition nor medication. */
    Chart records(RecordKind kind, String... records) {
        more.computeIfAbsent(kind, none -> new ArrayList<>()).addAll(List.of(records));
        return this;
    }

    PatientRecord record() {
        if (!read) {
            read = true;
            Bundle ofPatient = page(List.of(patient));
            ofPatient.getEntryFirstRep().setFullUrl(fullUrl.isEmpty() ? null : fullUrl);
            record.addPage(RecordKind.PATIENT, ofPatient);
            record.addPage(RecordKind.CONDITION, page(conditions));
            record.addPage(RecordKind.MEDICATION_STATEMENT, page(statements));
            record.addPage(RecordKind.MEDICATION_REQUEST, page(requests));
            record.notAvailable(RecordKind.MEDICATION_ADMINISTRATION);
            record.notAvailable(RecordKind.MEDICATION_DISPENSE);
            for (RecordKind kind : List.of(
                    RecordKind.OBSERVATION,
                    RecordKind.PROCEDURE,
                    RecordKind.ALLERGY_INTOLERANCE,
                    RecordKind.SERVICE_REQUEST)) {
                record.addPage(kind, page(more.getOrDefault(kind, List.of())));
            }
        }
        return record;
    }

    Screening screening() {
        return BridgeFixture.core().evaluator().evaluate(record().facts(), asOf);
    }

    Finding finding(String criterion) {
        return screening().finding(criterion).orElseThrow();
    }

    /** Why the evidence of a criterion counts or does not. */
    String why(String criterion) {
        return screening().criteria().stream()
                .filter(result -> result.id().equals(criterion))
                .flatMap(result -> result.evidence().stream())
                .map(evidence -> evidence.why())
                .collect(Collectors.joining(" "));
    }

    Outcome outcome() {
        return screening().outcome();
    }

    /** The whole-sentence reasons in one text. */
    String reasons() {
        return String.join(" ", screening().reasons());
    }

    /** Criteria that are present or possible, the person's own (age) apart. */
    List<String> raised() {
        return screening().criteria().stream()
                .filter(result -> result.finding() == Finding.PRESENT || result.finding() == Finding.POSSIBLE)
                .map(CriterionResult::id)
                .toList();
    }

    /** Codes of the dead letters' reasons. */
    List<String> deadLetters() {
        return record().unreadable().stream()
                .map(UnreadableRecord::reason)
                .map(reason -> reason.code())
                .toList();
    }

    static String snomed(String code, String display) {
        return coding("http://snomed.info/sct", code, display);
    }

    /** A CodeableConcept with one coding. */
    static String coding(String system, String code, String display) {
        return "{'coding':[{'system':'" + system + "','code':'" + code + "'"
                + (display.isEmpty() ? "" : ",'display':'" + display + "'") + "}]}";
    }

    static String text(String words) {
        return "{'text':'" + words + "'}";
    }

    static String condition(String id, String code, String more) {
        return record("Condition", id, "'code':" + code + (more.isEmpty() ? "" : "," + more));
    }

    static String statement(String id, String drug, String more) {
        return record("MedicationStatement", id, "'medicationCodeableConcept':" + drug + "," + more);
    }

    static String request(String id, String drug, String more) {
        return record("MedicationRequest", id, "'medicationCodeableConcept':" + drug + "," + more);
    }

    static String record(String type, String id, String more) {
        return "{'resourceType':'" + type + "','id':'" + id + "','subject':{'reference':'Patient/p1'}," + more + "}";
    }

    static Bundle page(List<String> records) {
        Bundle page = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        for (String record : records) {
            Binary envelope = new Binary();
            envelope.setContentType("application/fhir+json");
            envelope.setData(record.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            page.addEntry().setResource(envelope);
        }
        return page;
    }
}
