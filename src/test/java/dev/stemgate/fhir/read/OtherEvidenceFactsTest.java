// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.AllergyFact.Criticality;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ServiceRequestFact;
import dev.stemgate.model.VerificationStatus;
import dev.stemgate.model.When;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Procedures, allergies, requests, administrations and dispenses, extracted. */
class OtherEvidenceFactsTest {

    private static final String DRUG = "'medicationCodeableConcept':{'text':'warfarin'}";

    @Test
    void aProcedureIsExtractedWhole() {
        ProcedureFact fact = procedure(
                "'meta':{'security':[{'code':'R'}]},'status':'completed','code':{'text':'transplant'},"
                        + "'performedPeriod':{'start':'2020','end':'2020-02-01'},'reasonCode':[{'text':'leukaemia'}],"
                        + "'usedCode':[{'text':'stem cells'}],'category':{'text':'surgery'},'performer':[{'actor':{'display':'x'}}]");
        assertThat(fact.ref().key()).isEqualTo("Procedure/1");
        assertThat(fact.status()).isEqualTo(ProcedureFact.Status.COMPLETED);
        assertThat(fact.code().text()).isEqualTo("transplant");
        assertThat(fact.performed())
                .contains(new When.Span(
                        Optional.of(DateRange.year(Year.of(2020))),
                        Optional.of(DateRange.day(LocalDate.of(2020, 2, 1)))));
        assertThat(fact.reasons()).extracting(Concept::text).containsExactly("leukaemia");
        assertThat(fact.used()).extracting(Concept::text).containsExactly("stem cells");
        assertThat(fact.securityLabels()).hasSize(1);
    }

    @Test
    void everyTypeOfPerformedIsRead() {
        assertThat(procedure("'performedDateTime':'2020'").performed())
                .contains(new When.Dated(DateRange.year(Year.of(2020))));
        assertThat(procedure("'performedString':'as a child'").performed()).contains(new When.Worded("as a child"));
        assertThat(procedure("'performedAge':{'value':7,'code':'a'}").performed())
                .contains(new When.AtAge(Period.ofYears(7), Period.ofYears(7)));
        assertThat(procedure("'performedRange':{'low':{'value':7,'code':'a'},'high':{'value':9,'code':'a'}}")
                        .performed())
                .contains(new When.AtAge(Period.ofYears(7), Period.ofYears(9)));
        assertThat(procedure("").performed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "preparation,PREPARATION",
        "in-progress,IN_PROGRESS",
        "not-done,NOT_DONE",
        "on-hold,ON_HOLD",
        "stopped,STOPPED",
        "entered-in-error,ENTERED_IN_ERROR",
        "unknown,UNKNOWN",
        "performed,UNKNOWN"
    })
    void procedureStatusWordsAreRead(String word, ProcedureFact.Status status) {
        assertThat(procedure("'status':'" + word + "'").status()).isEqualTo(status);
        assertThat(procedure("").status()).isEqualTo(ProcedureFact.Status.UNKNOWN);
    }

    @Test
    void anAllergyIsExtractedWhole() {
        AllergyFact fact = allergy("'clinicalStatus':{'coding':[{'code':'resolved'}]},"
                + "'verificationStatus':{'coding':[{'code':'confirmed'}]},'criticality':'high','type':'allergy',"
                + "'category':['medication'],'code':{'text':'penicillin'},'onsetAge':{'value':4,'code':'a'},"
                + "'recordedDate':'2021','lastOccurrence':'2022-01-01','reaction':[{'substance':{'text':'amoxicillin'},"
                + "'manifestation':[{'text':'anaphylaxis'}],'severity':'severe','onset':'long ago'},"
                + "{'manifestation':[{'text':'rash'}],'severity':'awful'}]");
        assertThat(fact.ref().key()).isEqualTo("AllergyIntolerance/1");
        assertThat(fact.code().text()).isEqualTo("penicillin");
        assertThat(fact.clinicalStatus()).isEqualTo(ClinicalStatus.RESOLVED);
        assertThat(fact.verificationStatus()).isEqualTo(VerificationStatus.CONFIRMED);
        assertThat(fact.criticality()).isEqualTo(Criticality.HIGH);
        assertThat(fact.onset()).contains(new When.AtAge(Period.ofYears(4), Period.ofYears(4)));
        assertThat(fact.recordedDate()).contains(DateRange.year(Year.of(2021)));
        assertThat(fact.lastOccurrence()).contains(DateRange.day(LocalDate.of(2022, 1, 1)));
        assertThat(fact.reactions()).extracting(AllergyFact.Reaction::severe).containsExactly(true, false);
        assertThat(fact.reactions().get(0).substance().text()).isEqualTo("amoxicillin");
        assertThat(fact.reactions().get(0).manifestations())
                .extracting(Concept::text)
                .containsExactly("anaphylaxis");
        assertThat(fact.reactions().get(1).substance().isEmpty()).isTrue();
    }

    @Test
    void anAllergyWithoutACodeKeepsTheSubstanceOfItsReaction() {
        AllergyFact fact = allergy(
                "'criticality':'unable-to-assess','reaction':[{'substance':{'text':'DMSO'},'manifestation':[{'text':'x'}]}]");
        assertThat(fact.code().isEmpty()).isTrue();
        assertThat(fact.criticality()).isEqualTo(Criticality.UNABLE_TO_ASSESS);
        assertThat(fact.clinicalStatus()).isEqualTo(ClinicalStatus.MISSING);
        assertThat(fact.reactions().get(0).substance().text()).isEqualTo("DMSO");
        assertThat(allergy("'criticality':'very'").criticality()).isEqualTo(Criticality.MISSING);
    }

    @Test
    void aServiceRequestIsExtractedWhole() {
        ServiceRequestFact fact = request("'status':'active','intent':'filler-order','doNotPerform':true,"
                + "'code':{'text':'cell therapy'},'orderDetail':[{'text':'intrathecal'}],'bodySite':[{'text':'brain'}],"
                + "'reasonCode':[{'text':'stroke'}],'occurrencePeriod':{'start':'2026-01-01'},'authoredOn':'2025'");
        assertThat(fact.ref().key()).isEqualTo("ServiceRequest/1");
        assertThat(fact.status()).isEqualTo(ServiceRequestFact.Status.ACTIVE);
        assertThat(fact.intent()).isEqualTo(MedicationFact.Intent.ORDER);
        assertThat(fact.doNotPerform()).isTrue();
        assertThat(fact.code().text()).isEqualTo("cell therapy");
        assertThat(fact.orderDetails()).extracting(Concept::text).containsExactly("intrathecal");
        assertThat(fact.bodySites()).extracting(Concept::text).containsExactly("brain");
        assertThat(fact.reasons()).extracting(Concept::text).containsExactly("stroke");
        assertThat(fact.occurrence())
                .contains(new When.Span(Optional.of(DateRange.day(LocalDate.of(2026, 1, 1))), Optional.empty()));
        assertThat(fact.authoredOn()).contains(DateRange.year(Year.of(2025)));
        assertThat(request("'occurrenceTiming':{'event':['2026-01-01']}").occurrence())
                .contains(new When.Dated(DateRange.day(LocalDate.of(2026, 1, 1))));
    }

    @ParameterizedTest
    @CsvSource({
        "draft,proposal,DRAFT,PROPOSAL",
        "on-hold,option,ON_HOLD,PROPOSAL",
        "revoked,plan,REVOKED,PLAN",
        "completed,directive,COMPLETED,ORDER",
        "entered-in-error,order,ENTERED_IN_ERROR,ORDER",
        "wanted,wish,UNKNOWN,UNKNOWN"
    })
    void requestWordsAreRead(
            String status, String intent, ServiceRequestFact.Status stands, MedicationFact.Intent meant) {
        ServiceRequestFact fact = request("'status':'" + status + "','intent':'" + intent + "'");
        assertThat(fact.status()).isEqualTo(stands);
        assertThat(fact.intent()).isEqualTo(meant);
    }

    @Test
    void anAdministrationIsExtractedWhole() {
        MedicationFact fact = medication(
                RecordKind.MEDICATION_ADMINISTRATION,
                DRUG + ",'status':'completed','effectivePeriod':{'start':'2025-01-01','end':'2025-01-02'},"
                        + "'statusReason':[{'text':'a'}],'reasonCode':[{'text':'b'}],'context':{'reference':'Encounter/1'},"
                        + "'dosage':{'text':'x'}");
        assertThat(fact.kind()).isEqualTo(MedicationFact.Kind.ADMINISTRATION);
        assertThat(fact.status()).isEqualTo(MedicationFact.Status.COMPLETED);
        assertThat(fact.intent()).isEqualTo(MedicationFact.Intent.NONE);
        assertThat(fact.drugs()).extracting(Concept::text).containsExactly("warfarin");
        assertThat(fact.effective())
                .contains(new When.Span(
                        Optional.of(DateRange.day(LocalDate.of(2025, 1, 1))),
                        Optional.of(DateRange.day(LocalDate.of(2025, 1, 2)))));
        assertThat(fact.statusReasons()).extracting(Concept::text).containsExactly("a");
        assertThat(fact.reasons()).extracting(Concept::text).containsExactly("b");
    }

    @Test
    void aDispenseIsDatedByTheHandOverElseThePreparation() {
        MedicationFact fact = medication(
                RecordKind.MEDICATION_DISPENSE,
                DRUG + ",'status':'completed','whenPrepared':'2025-01-01','whenHandedOver':'2025-01-03T10:00:00Z',"
                        + "'daysSupply':{'value':28,'unit':'d','system':'http://unitsofmeasure.org','code':'d'},"
                        + "'statusReasonCodeableConcept':{'text':'a'},'quantity':{'value':1}");
        assertThat(fact.kind()).isEqualTo(MedicationFact.Kind.DISPENSE);
        assertThat(fact.effective()).contains(new When.Dated(DateRange.day(LocalDate.of(2025, 1, 3))));
        assertThat(fact.expectedSupply()).contains(Duration.ofDays(28));
        assertThat(fact.statusReasons()).extracting(Concept::text).containsExactly("a");
        assertThat(medication(RecordKind.MEDICATION_DISPENSE, DRUG + ",'whenPrepared':'2025'")
                        .effective())
                .contains(new When.Dated(DateRange.year(Year.of(2025))));
    }

    @ParameterizedTest
    @CsvSource({
        "MEDICATION_ADMINISTRATION,in-progress,ACTIVE",
        "MEDICATION_ADMINISTRATION,not-done,NOT_TAKEN",
        "MEDICATION_ADMINISTRATION,on-hold,ON_HOLD",
        "MEDICATION_ADMINISTRATION,stopped,STOPPED",
        "MEDICATION_ADMINISTRATION,entered-in-error,ENTERED_IN_ERROR",
        "MEDICATION_ADMINISTRATION,declined,UNKNOWN",
        "MEDICATION_DISPENSE,preparation,INTENDED",
        "MEDICATION_DISPENSE,in-progress,ACTIVE",
        "MEDICATION_DISPENSE,cancelled,CANCELLED",
        "MEDICATION_DISPENSE,declined,NOT_TAKEN",
        "MEDICATION_DISPENSE,unknown,UNKNOWN",
        "MEDICATION_DISPENSE,not-done,UNKNOWN"
    })
    void statusWordsOfGivenMedicationsAreRead(RecordKind kind, String word, MedicationFact.Status status) {
        assertThat(medication(kind, DRUG + ",'status':'" + word + "'").status()).isEqualTo(status);
    }

    private static ProcedureFact procedure(String more) {
        return read(RecordKind.PROCEDURE, more).facts().procedures().get(0);
    }

    private static AllergyFact allergy(String more) {
        return read(RecordKind.ALLERGY_INTOLERANCE, more).facts().allergies().get(0);
    }

    private static ServiceRequestFact request(String more) {
        return read(RecordKind.SERVICE_REQUEST, more).facts().serviceRequests().get(0);
    }

    private static MedicationFact medication(RecordKind kind, String more) {
        return read(kind, more).facts().medications().get(0);
    }

    private static PatientRecord read(RecordKind kind, String more) {
        PatientRecord record = Pages.with(kind, Pages.entry(kind, "1", more));
        assertThat(record.unreadable()).isEmpty();
        return record;
    }
}
