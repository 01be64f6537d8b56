// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Gap.Cause;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientRecordTest {

    private static final Origin ORIGIN = new Origin(URI.create("https://ehr.example.org/fhir"));

    private static final String NEXT = "https://ehr.example/fhir?page=";

    private PatientRecord record;

    @BeforeEach
    void patient() {
        record = Pages.record();
        record.addPage(RecordKind.PATIENT, Pages.of(Pages.PATIENT));
    }

    @Test
    void fewerRecordsThanTheServerCountsAreNotTheWholeKind() {
        PatientRecord record = Pages.record();
        record.addPage(RecordKind.PATIENT, Pages.of(Pages.PATIENT));
        record.addPage(RecordKind.CONDITION, Pages.of(Pages.condition("1", "")).setTotal(2));
        assertThat(record.facts().reading(RecordKind.CONDITION))
                .isEqualTo(Reading.incomplete(new Gap(Gap.Cause.PAGED_SHORT, "fewer records than the server counts")));
    }

    @Test
    void aCountThatTakesInWhatWasIncludedIsNoGap() {
        PatientRecord record = Pages.record();
        record.addPage(RecordKind.PATIENT, Pages.of(Pages.PATIENT));
        record.addPage(
                RecordKind.CONDITION,
                Pages.of(Pages.condition("1", ""), "{'resourceType':'Medication','id':'m'}")
                        .setTotal(2));
        assertThat(record.facts().reading(RecordKind.CONDITION)).isEqualTo(Reading.COMPLETE);
    }

    @Test
    void everyPageIsCountedAndTheKindIsComplete() {
        assertThat(record.addPage(RecordKind.CONDITION, Pages.withNext(NEXT + 2, Pages.condition("1", ""))))
                .contains(NEXT + 2);
        assertThat(record.addPage(RecordKind.CONDITION, Pages.of(Pages.condition("2", ""))))
                .isEmpty();
        assertThat(record.facts().conditions()).hasSize(2);
        assertThat(record.facts().reading(RecordKind.CONDITION)).isEqualTo(Reading.COMPLETE);
        assertThat(record.facts().reading(RecordKind.MEDICATION_REQUEST))
                .isEqualTo(Reading.incomplete(new Gap(Cause.NOT_READ, "")));
        assertThat(record.counts()).isEqualTo(new EntryCounts(3, 3, 0, 0, 0));
    }

    @Test
    void aSearchThatIsBrokenOffWasReadShort() {
        record.addPage(RecordKind.CONDITION, Pages.withNext(NEXT + 2, Pages.condition("1", "")));
        assertThat(causes(RecordKind.CONDITION)).containsExactly(Cause.PAGED_SHORT);
        record.notServed(RecordKind.CONDITION);
        assertThat(causes(RecordKind.CONDITION)).containsExactly(Cause.PAGED_SHORT);
    }

    @Test
    void aCircleAnotherHostAndTooManyPagesEndTheSearch() {
        record.addPage(RecordKind.CONDITION, Pages.withNext(NEXT + 2));
        assertThat(record.addPage(RecordKind.CONDITION, Pages.withNext(NEXT + 2)))
                .isEmpty();
        assertThat(causes(RecordKind.CONDITION)).containsExactly(Cause.PAGED_SHORT);
        assertThat(record.addPage(RecordKind.MEDICATION_REQUEST, Pages.withNext("https://evil.example/fhir?page=2")))
                .isEmpty();
        assertThat(causes(RecordKind.MEDICATION_REQUEST)).containsExactly(Cause.PAGED_SHORT);
        PatientRecord two = new PatientRecord(
                new PatientKey("main", "p1"),
                LocalDate.EPOCH,
                Pages.SETTINGS.withLimits(new EhrSettings.Limits(1, 2, 10, 1000)));
        assertThat(two.addPage(RecordKind.CONDITION, Pages.withNext(NEXT + 2))).isPresent();
        assertThat(two.addPage(RecordKind.CONDITION, Pages.withNext(NEXT + 3))).isEmpty();
    }

    @Test
    void oneBadRecordNeverCostsAnotherAndMakesItsKindIncomplete() {
        String bad = Pages.condition("bad", "'code':{'text':'cancer'},'onsetDateTime':'not a date'");
        record.addPage(RecordKind.CONDITION, Pages.of(Pages.condition("1", ""), bad, "{{{", Pages.condition("2", "")));
        assertThat(record.facts().conditions())
                .extracting(fact -> fact.ref().id())
                .containsExactly("1", "bad", "2");
        assertThat(record.facts().conditions().get(1).code().text()).isEqualTo("cancer");
        assertThat(causes(RecordKind.CONDITION)).containsOnly(Cause.DEAD_LETTERED);
        assertThat(record.counts()).isEqualTo(new EntryCounts(5, 3, 0, 0, 2));
        UnreadableRecord letter = record.unreadable().get(0);
        assertThat(letter.ref().key()).isEqualTo("Condition/bad");
        assertThat(new String(letter.bytes(), StandardCharsets.UTF_8)).isEqualTo(bad.replace('\'', '"'));
        assertThat(letter.sha256()).hasSize(64);
        assertThat(letter.toString()).doesNotContain("cancer");
    }

    @Test
    void theSameRecordTwiceIsOnce() {
        String one = Pages.condition("1", "'meta':{'versionId':'1'},'code':{'text':'old'}");
        String two = Pages.condition("1", "'meta':{'versionId':'2'},'code':{'text':'new'}");
        record.addPage(RecordKind.CONDITION, Pages.of(two, two, one));
        assertThat(record.facts().conditions())
                .extracting(fact -> fact.code().text())
                .containsExactly("new");
        assertThat(record.counts()).isEqualTo(new EntryCounts(4, 2, 0, 2, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reference':'Patient/p1'}",
                "{'reference':'Patient/p1/_history/3'}",
                "{'reference':'https://ehr.example/fhir/Patient/p1'}",
                "{'identifier':{'system':'urn:mrn','value':'77'}}"
            })
    void theSubjectIsThisPatient(String subject) {
        record.addPage(
                RecordKind.CONDITION, Pages.of("{'resourceType':'Condition','id':'1','subject':" + subject + "}"));
        assertThat(record.facts().conditions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reference':'Patient/p2'}",
                "{'reference':'https://other.example/fhir/Patient/p1'}",
                "{'display':'Someone'}",
                "{'reference':'urn:uuid:p1'}",
                "{'reference':'Group/p1'}",
                "{'identifier':{'value':'88'}}",
                "{'identifier':{'system':'urn:mrn','value':'78'}}",
                "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]}"
            })
    void aSubjectThatIsNotCertainlyThisPatientIsADeadLetter(String subject) {
        record.addPage(
                RecordKind.CONDITION,
                Pages.of("{'resourceType':'Condition','id':'1','onsetDateTime':'x','subject':" + subject + "}"));
        assertThat(record.unreadable()).extracting(UnreadableRecord::reason).containsExactly(Reason.UNRESOLVED_SUBJECT);
        assertThat(record.facts().conditions()).isEmpty();
        assertThat(causes(RecordKind.CONDITION)).containsExactly(Cause.DEAD_LETTERED);
    }

    @Test
    void aRecordWithoutASubjectIsADeadLetter() {
        record.addPage(RecordKind.CONDITION, Pages.of("{'resourceType':'Condition','id':'1'}"));
        assertThat(record.unreadable()).extracting(UnreadableRecord::reason).containsExactly(Reason.UNRESOLVED_SUBJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "warning,processing,urn:x,1,SERVER_WARNING",
        "error,processing,urn:x,1,SERVER_WARNING",
        "warning,processing,urn:oid:1.2.840.114350.1.13,4101,",
        "information,informational,urn:x,1,",
        "information,informational,urn:oid:1.2.840.114350.1.13,4119,SERVER_WARNING",
        "information,suppressed,urn:oid:1.2.840.114350.1.13,4130,ACCESS_DENIED",
        "illegal,processing,urn:x,1,SERVER_WARNING"
    })
    void anOutcomeInTheAnswerIsTheServersWordNotData(
            String severity, String type, String system, String code, Cause gap) {
        record.addPage(
                RecordKind.CONDITION,
                Pages.of("{'resourceType':'OperationOutcome','issue':[{'severity':'" + severity
                        + "','code':'" + type + "','diagnostics':'Jane Roe','details':{'coding':[{'system':'" + system
                        + "','code':'" + code
                        + "'}]}}]}"));
        assertThat(causes(RecordKind.CONDITION)).isEqualTo(gap == null ? List.of() : List.of(gap));
        assertThat(record.facts().reading(RecordKind.CONDITION).toString()).doesNotContain("Jane");
        assertThat(record.counts()).isEqualTo(new EntryCounts(2, 1, 1, 0, 0));
    }

    @Test
    void theStandingOfThePatientIsTold() {
        assertThat(record.standing()).isEqualTo(new PatientStanding.Found());
        assertThat(Pages.record().standing()).isEqualTo(new PatientStanding.NotRead());
        assertThat(standing()).isEqualTo(new PatientStanding.NotFound());
        assertThat(standing("{'resourceType':'Patient','id':'p9'}")).isEqualTo(new PatientStanding.WrongPatient("p9"));
        assertThat(standing("{'resourceType':'Patient','id':'p1','animal':{}}"))
                .isInstanceOf(PatientStanding.Unreadable.class);
        assertThat(standing("{'resourceType':'Patient','id':'p1','birthDate':'not a date'}"))
                .isEqualTo(new PatientStanding.Found());
        String link =
                "{'resourceType':'Patient','id':'p1','active':false,'link':[{'type':'%s','other':{'reference':'%s'}}]}";
        assertThat(standing(link.formatted("replaced-by", "Patient/p2")))
                .isEqualTo(new PatientStanding.MergedInto("p2"));
        assertThat(standing(link.formatted("replaced-by", "https://ehr.example/fhir/Patient/p2")))
                .isEqualTo(new PatientStanding.MergedInto("p2"));
        assertThat(standing(link.formatted("replaced-by", "https://other.example/fhir/Patient/p2")))
                .isEqualTo(new PatientStanding.Found());
        assertThat(standing(link.formatted("seealso", "Patient/p2"))).isEqualTo(new PatientStanding.Found());
    }

    @Test
    void thereAreNoFactsOfAnotherPatient() {
        PatientRecord wrong = Pages.record();
        wrong.addPage(RecordKind.PATIENT, Pages.of("{'resourceType':'Patient','id':'p9'}"));
        assertThatThrownBy(wrong::facts).isInstanceOf(IllegalStateException.class);
        assertThat(wrong.unreadable()).hasSize(1);
    }

    @Test
    void includedMedicationsAreResolvedAndOthersAreToBeRead() {
        record.addPage(
                RecordKind.MEDICATION_STATEMENT,
                Pages.of(
                        Pages.statement("1", "'medicationReference':{'reference':'Medication/m1'}"),
                        Pages.statement(
                                "2", "'medicationReference':{'reference':'Medication/m2','display':'thiotepa'}"),
                        Pages.statement(
                                "3", "'medicationReference':{'reference':'https://other.example/fhir/Medication/m3'}"),
                        "{'resourceType':'Medication','id':'m1','code':{'text':'aspirin'}}"));
        assertThat(record.medicationsToRead()).containsExactly("m2");
        assertThat(unresolved()).containsExactly("MedicationStatement/2", "MedicationStatement/3");
        assertThat(drug(1).drugs()).extracting(concept -> concept.text()).containsExactly("thiotepa");
        assertThat(drug(1).resolved()).isFalse();
        record.addMedications(Pages.of("{'resourceType':'Medication','id':'m2','ingredient':["
                + "{'itemCodeableConcept':{'text':'a'}},{'itemReference':{'reference':'Medication/m4'}}]}"));
        assertThat(record.medicationsToRead()).containsExactly("m4");
        record.addMedications(Pages.of("{'resourceType':'Medication','id':'m4','code':{'text':'b'}}"));
        assertThat(drug(1).drugs()).extracting(concept -> concept.text()).containsExactly("a", "b");
        assertThat(drug(1).resolved()).isTrue();
        assertThat(record.medicationsToRead()).isEmpty();
        assertThat(unresolved()).containsExactly("MedicationStatement/3");
        assertThat(record.counts().irrelevant()).isEqualTo(3);
    }

    @Test
    void aMedicationThatIsNotThereStaysUnresolvedAndIsAskedOnce() {
        record.addPage(
                RecordKind.MEDICATION_REQUEST,
                Pages.of(Pages.request("1", "'medicationReference':{'reference':'Medication/m1'}")));
        record.addMedications(new Bundle());
        assertThat(record.medicationsToRead()).isEmpty();
        assertThat(causes(RecordKind.MEDICATION_REQUEST)).containsExactly(Cause.UNRESOLVED_REFERENCE);
    }

    @Test
    void notServedAndNotAvailableAreSaid() {
        record.notServed(RecordKind.MEDICATION_STATEMENT);
        record.notAvailable(RecordKind.MEDICATION_REQUEST);
        record.addGap(RecordKind.CONDITION, new Gap(Cause.ACCESS_DENIED, "403"));
        assertThat(record.facts().reading(RecordKind.MEDICATION_STATEMENT)).isEqualTo(Reading.NOT_SERVED);
        assertThat(record.facts().reading(RecordKind.MEDICATION_REQUEST)).isEqualTo(Reading.NOT_AVAILABLE);
        assertThat(causes(RecordKind.CONDITION)).containsExactly(Cause.ACCESS_DENIED);
    }

    @Test
    void aCohortGivesIdsAndItsCounts() {
        CohortPage page = CohortPage.of(
                Pages.withNext(
                        NEXT + 2,
                        Pages.PATIENT,
                        Pages.PATIENT,
                        "{'resourceType':'Patient','birthDate':'x'}",
                        "{'resourceType':'Patient','id':'p2','birthDate':'not a date'}",
                        "{'resourceType':'OperationOutcome','issue':[{'severity':'warning','code':'too-costly'}]}"),
                "Patient",
                ORIGIN);
        assertThat(page.patientIds()).containsExactly("p1", "p2");
        assertThat(page.next()).contains(NEXT + 2);
        assertThat(page.warnings()).containsExactly("too-costly");
        assertThat(page.counts()).isEqualTo(new EntryCounts(5, 2, 1, 1, 1));
    }

    @Test
    void aGroupGivesItsActiveMembersAndSaysWhoIsNoPatientOfThisEhr() {
        CohortPage page = CohortPage.of(
                Pages.of(
                        """
                        {'resourceType':'Group','id':'g','member':[
                          {'entity':{'reference':'Patient/p1'}},
                          {'entity':{'reference':'Patient/p2'},'inactive':true},
                          {'entity':{'reference':'https://elsewhere.example.org/fhir/Patient/p3'}},
                          {'entity':{'reference':'Patient/p4'}}]}"""),
                "Group",
                ORIGIN);
        assertThat(page.patientIds()).containsExactly("p1", "p4");
        assertThat(page.unreadable()).singleElement().satisfies(letter -> assertThat(letter.line())
                .contains("1 member"));
    }

    @Test
    void changedRecordsGiveTheirPatientsAndOnesWithoutSubjectAreNotLost() {
        CohortPage page = CohortPage.of(
                Pages.of(
                        "{'resourceType':'Condition','id':'c1','subject':{'reference':'Patient/p1'}}",
                        "{'resourceType':'Condition','id':'c2','subject':{'reference':'Patient/p1'}}",
                        "{'resourceType':'Condition','id':'c3','subject':{'display':'Someone'}}",
                        "{'resourceType':'Practitioner','id':'d1'}"),
                "Condition",
                ORIGIN);
        assertThat(page.patientIds()).containsExactly("p1");
        assertThat(page.unreadable()).extracting(UnreadableRecord::reason).containsExactly(Reason.UNRESOLVED_SUBJECT);
        assertThat(page.counts()).isEqualTo(new EntryCounts(4, 1, 1, 1, 1));
    }

    private MedicationFact drug(int index) {
        return record.facts().medications().get(index);
    }

    private List<String> unresolved() {
        return ((Reading.Incomplete) record.facts().reading(RecordKind.MEDICATION_STATEMENT))
                .gaps().stream().map(Gap::detail).toList();
    }

    private List<Cause> causes(RecordKind kind) {
        return record.facts().reading(kind) instanceof Reading.Incomplete incomplete
                ? incomplete.gaps().stream().map(Gap::cause).toList()
                : List.of();
    }

    private static PatientStanding standing(String... entries) {
        PatientRecord other = Pages.record();
        other.addPage(RecordKind.PATIENT, Pages.of(entries));
        return other.standing();
    }
}
