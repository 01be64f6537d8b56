// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Gap.Cause;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for a Condition holds for every kind: one bad entry costs itself and makes its kind incomplete. */
class OtherKindsRecordTest {

    private static final String NEXT = "https://ehr.example/fhir?page=";

    @ParameterizedTest
    @EnumSource(names = "PATIENT", mode = EnumSource.Mode.EXCLUDE)
    void oneBadRecordNeverCostsAnotherAndMakesItsKindIncomplete(RecordKind kind) {
        String modifier = "'modifierExtension':[{'url':'http://x','valueBoolean':true}]";
        PatientRecord record = Pages.with(
                kind, good(kind, "1"), "{{{", Pages.entry(kind, "bad", modifier), good(kind, "2"), good(kind, "2"));
        assertThat(places(record.facts())).containsExactly(kind.fhirType() + "/1", kind.fhirType() + "/2");
        assertThat(record.unreadable())
                .extracting(UnreadableRecord::reason)
                .containsExactly(Reason.UNREADABLE, Reason.UNKNOWN_MODIFIER);
        assertThat(record.unreadable()).extracting(UnreadableRecord::kind).containsOnly(kind);
        assertThat(causes(record, kind)).containsExactly(Cause.DEAD_LETTERED, Cause.DEAD_LETTERED);
        assertThat(record.counts()).isEqualTo(new EntryCounts(6, 3, 0, 1, 2));
    }

    @ParameterizedTest
    @EnumSource(names = "PATIENT", mode = EnumSource.Mode.EXCLUDE)
    void aRecordThatIsNotCertainlyThisPatientsIsADeadLetter(RecordKind kind) {
        String other = good(kind, "1").replace("Patient/p1", "Patient/p2");
        String byName = good(kind, "2").replace("'reference':'Patient/p1'", "'display':'Jane Roe'");
        String byIdentifier =
                good(kind, "3").replace("'reference':'Patient/p1'", "'identifier':{'system':'urn:mrn','value':'77'}");
        PatientRecord record = Pages.with(kind, other, byName, byIdentifier);
        assertThat(places(record.facts())).containsExactly(kind.fhirType() + "/3");
        assertThat(record.unreadable()).extracting(UnreadableRecord::reason).containsOnly(Reason.UNRESOLVED_SUBJECT);
        assertThat(record.unreadable().toString()).doesNotContain("Roe");
        assertThat(causes(record, kind)).containsOnly(Cause.DEAD_LETTERED);
    }

    @ParameterizedTest
    @EnumSource(names = "PATIENT", mode = EnumSource.Mode.EXCLUDE)
    void pagesVersionsAndWarningsAreReadAsForAnyKind(RecordKind kind) {
        PatientRecord record = Pages.record();
        record.addPage(RecordKind.PATIENT, Pages.of(Pages.PATIENT));
        String old = good(kind, "1").replace("'id'", "'meta':{'versionId':'1'},'id'");
        String now = good(kind, "1").replace("'id'", "'meta':{'versionId':'2'},'id'");
        assertThat(record.addPage(kind, Pages.withNext(NEXT + 2, now))).contains(NEXT + 2);
        assertThat(causes(record, kind)).containsExactly(Cause.PAGED_SHORT);
        assertThat(record.addPage(kind, Pages.of(old))).isEmpty();
        assertThat(places(record.facts())).containsExactly(kind.fhirType() + "/1");
        assertThat(record.facts().reading(kind)).isEqualTo(Reading.COMPLETE);
        record.addPage(
                kind,
                Pages.of("{'resourceType':'OperationOutcome','issue':[{'severity':'warning','code':'incomplete'}]}"));
        assertThat(causes(record, kind)).containsExactly(Cause.SERVER_WARNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "OBSERVATION;'context':{'reference':'Encounter/1'}",
                "OBSERVATION;'comment':'x'",
                "OBSERVATION;'comments':'x'",
                "OBSERVATION;'related':[{'type':'has-member'}]",
                "OBSERVATION;'category':{'text':'x'}",
                "OBSERVATION;'interpretation':{'text':'x'}",
                "OBSERVATION;'referenceRange':[{'meaning':{'text':'x'}}]",
                "OBSERVATION;'triggeredBy':[{'type':'reflex'}]",
                "OBSERVATION;'valueReference':{'reference':'x'}",
                "PROCEDURE;'notDone':false",
                "PROCEDURE;'notPerformed':true",
                "PROCEDURE;'status':'aborted'",
                "PROCEDURE;'performer':[{'role':{'text':'x'}}]",
                "PROCEDURE;'occurrenceDateTime':'2020'",
                "PROCEDURE;'reason':[{'concept':{'text':'x'}}]",
                "PROCEDURE;'used':[{'concept':{'text':'x'}}]",
                "ALLERGY_INTOLERANCE;'clinicalStatus':'active'",
                "ALLERGY_INTOLERANCE;'verificationStatus':'confirmed'",
                "ALLERGY_INTOLERANCE;'assertedDate':'2020'",
                "ALLERGY_INTOLERANCE;'substance':{'text':'x'}",
                "ALLERGY_INTOLERANCE;'participant':[{'actor':{'display':'x'}}]",
                "ALLERGY_INTOLERANCE;'type':{'text':'x'}",
                "ALLERGY_INTOLERANCE;'criticality':'CRITH'",
                "ALLERGY_INTOLERANCE;'reaction':[{'manifestation':[{'concept':{'text':'x'}}]}]",
                "ALLERGY_INTOLERANCE;'reaction':[{'certainty':'likely'}]",
                "ALLERGY_INTOLERANCE;'subject':{'reference':'Patient/p1'}",
                "SERVICE_REQUEST;'code':{'concept':{'text':'x'}}",
                "SERVICE_REQUEST;'orderDetail':[{'parameter':[{'valueString':'x'}]}]",
                "SERVICE_REQUEST;'reason':[{'concept':{'text':'x'}}]",
                "SERVICE_REQUEST;'requester':{'agent':{'reference':'x'}}",
                "MEDICATION_ADMINISTRATION;'wasNotGiven':false",
                "MEDICATION_ADMINISTRATION;'notGiven':false",
                "MEDICATION_ADMINISTRATION;'effectiveTimeDateTime':'2020'",
                "MEDICATION_ADMINISTRATION;'medication':{'concept':{'text':'x'}}",
                "MEDICATION_ADMINISTRATION;'occurenceDateTime':'2020'",
                "MEDICATION_ADMINISTRATION;'category':[{'text':'x'}]",
                "MEDICATION_DISPENSE;'dispenser':{'reference':'x'}",
                "MEDICATION_DISPENSE;'notDone':false",
                "MEDICATION_DISPENSE;'medication':{'concept':{'text':'x'}}",
                "MEDICATION_DISPENSE;'statusChanged':'2020'",
            })
    void otherVersionsOfFhirAreTold(RecordKind kind, String sign) {
        PatientRecord record = Pages.with(kind, Pages.entry(kind, "1", sign));
        assertThat(record.unreadable()).extracting(UnreadableRecord::reason).containsExactly(Reason.WRONG_VERSION);
        assertThat(places(record.facts())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE_REQUEST,ProcedureRequest",
        "SERVICE_REQUEST,ReferralRequest",
        "SERVICE_REQUEST,DiagnosticOrder",
        "MEDICATION_REQUEST,MedicationOrder"
    })
    void aTypeThatR4KnowsNoLongerIsOfAnotherVersion(RecordKind kind, String type) {
        PatientRecord record = Pages.with(kind, "{'resourceType':'" + type + "','id':'1'}");
        assertThat(record.unreadable()).extracting(UnreadableRecord::reason).containsExactly(Reason.WRONG_VERSION);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEDICATION_ADMINISTRATION", "MEDICATION_DISPENSE"})
    void theMedicationOfAGivenMedicationIsResolvedOrMissed(RecordKind kind) {
        PatientRecord record = Pages.with(
                kind,
                Pages.entry(kind, "1", "'medicationReference':{'reference':'Medication/m1'}"),
                Pages.entry(kind, "2", "'medicationReference':{'reference':'Medication/m2'}"),
                "{'resourceType':'Medication','id':'m1','code':{'text':'heparin'}}");
        assertThat(record.medicationsToRead()).containsExactly("m2");
        assertThat(causes(record, kind)).containsExactly(Cause.UNRESOLVED_REFERENCE);
        assertThat(record.facts().medications().get(0).drugs().get(0).text()).isEqualTo("heparin");
        record.addMedicationGap(new Gap(Cause.ACCESS_DENIED, "HTTP 403"));
        assertThat(causes(record, kind)).containsExactly(Cause.ACCESS_DENIED, Cause.UNRESOLVED_REFERENCE);
        assertThat(causes(record, RecordKind.MEDICATION_STATEMENT)).containsExactly(Cause.NOT_READ);
        PatientRecord nameless = Pages.with(kind, Pages.entry(kind, "1", "'status':'completed'"));
        assertThat(nameless.unreadable()).extracting(UnreadableRecord::reason).containsExactly(Reason.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "PROCEDURE;'performedDateTime':'x'",
                "PROCEDURE;'performedAge':{'value':'x'}",
                "ALLERGY_INTOLERANCE;'lastOccurrence':'x'",
                "SERVICE_REQUEST;'occurrenceDateTime':'x'",
                "SERVICE_REQUEST;'occurrenceTiming':{'event':['x']}",
                "MEDICATION_ADMINISTRATION;'medicationCodeableConcept':{'text':'a'},'effectiveDateTime':'x'",
                "MEDICATION_DISPENSE;'medicationCodeableConcept':{'text':'a'},'whenHandedOver':'x'",
                "MEDICATION_DISPENSE;'medicationCodeableConcept':{'text':'a'},'daysSupply':{'value':'x'}"
            })
    void aBrokenDateIsADeadLetterAndTheCodeStillCounts(RecordKind kind, String broken) {
        PatientRecord record = Pages.with(kind, Pages.entry(kind, "1", broken));
        assertThat(record.unreadable()).hasSize(1);
        assertThat(places(record.facts())).containsExactly(kind.fhirType() + "/1");
        assertThat(causes(record, kind)).containsExactly(Cause.DEAD_LETTERED);
    }

    @Test
    void theKindOfAnotherSearchIsPassedOver() {
        PatientRecord record = Pages.with(RecordKind.PROCEDURE, good(RecordKind.OBSERVATION, "1"));
        assertThat(record.facts().observations()).isEmpty();
        assertThat(record.counts()).isEqualTo(new EntryCounts(2, 1, 1, 0, 0));
    }

    private static String good(RecordKind kind, String id) {
        return Pages.entry(
                kind,
                id,
                kind.fhirType().startsWith("Medication")
                        ? "'medicationCodeableConcept':{'text':'aspirin'}"
                        : "'code':{'text':'words'}");
    }

    private static List<String> places(PatientFacts facts) {
        return Stream.of(
                        facts.conditions().stream().map(fact -> fact.ref()),
                        facts.medications().stream().map(fact -> fact.ref()),
                        facts.observations().stream().map(fact -> fact.ref()),
                        facts.procedures().stream().map(fact -> fact.ref()),
                        facts.allergies().stream().map(fact -> fact.ref()),
                        facts.serviceRequests().stream().map(fact -> fact.ref()))
                .flatMap(refs -> refs)
                .map(ref -> ref.key())
                .toList();
    }

    private static List<Cause> causes(PatientRecord record, RecordKind kind) {
        return record.facts().reading(kind) instanceof Reading.Incomplete incomplete
                ? incomplete.gaps().stream().map(Gap::cause).toList()
                : List.of();
    }
}
