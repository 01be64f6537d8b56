// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.check.Probe.Verdict;
import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.Secret;
import dev.stemgate.fhir.read.ObservationSelection;
import dev.stemgate.fhir.read.ReadingPlan;
import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.VendorProfile;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found out about servers of each manner, and that nothing is written and nobody's data is shown on the way. */
class EhrCheckTest {

    private static final String CANARY = "Kanarienvogel";
    private static final ReadingPlan PLAN = new ReadingPlan(
            EnumSet.of(
                    RecordKind.PATIENT,
                    RecordKind.CONDITION,
                    RecordKind.MEDICATION_STATEMENT,
                    RecordKind.MEDICATION_REQUEST,
                    RecordKind.OBSERVATION),
            new ObservationSelection.ByCode(List.of(new Code("http://loinc.org", "4548-4", ""))));

    private final Sandbox ehr = Sandbox.start(SandboxSettings.empty());

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void aServerThatSimplyWorksHasNoFindings() {
        people(5);
        EhrReport report = check(Optional.empty(), 2);
        assertThat(report.unavailable()).isEmpty();
        assertThat(report.probes())
                .allMatch(probe -> probe.verdict() == Verdict.WORKS)
                .extracting(Probe::topic)
                .contains(
                        "server",
                        "clock",
                        "login",
                        "cohort",
                        "paging",
                        "_lastUpdated of Patient",
                        "Condition",
                        "several patients at once",
                        "transaction",
                        "conditional create");
        assertThat(report.hasFindings()).isFalse();
        assertThat(report.proposal()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(VendorProfile.class)
    void nothingIsWrittenAndNobodyIsShownWhateverTheServerDoes(VendorProfile vendor) {
        people(3);
        ehr.adopt(vendor.manners());
        long versions = ehr.store().versionCount();
        EhrReport report = check(Optional.of("p1"), 100);
        assertThat(ehr.store().versionCount()).isEqualTo(versions);
        assertThat(ehr.requests().all()).allMatch(request -> request.method().equals("GET"));
        assertThat(report.toString()).doesNotContain(CANARY, "1990-05-17");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_MEDICATION_STATEMENT, MedicationStatement, limited, not served",
        "DEMOGRAPHICS_NEEDED, cohort, fails, 'refused, HTTP 400'",
        "NO_LAST_UPDATED, _lastUpdated of Patient, limited, 'refused, HTTP 400'",
        "FOREIGN_NEXT_LINK, paging, fails, a link to another origin",
        "OBSERVATION_NOT_TAKEN, writing an Observation, fails, create is not declared",
        "NO_CONDITIONAL_CREATE, conditional create, limited, not declared",
        "NO_TRANSACTIONS, transaction, limited, not declared"
    })
    void eachMannerIsFoundAndItsMeaningTold(Manner manner, String topic, String verdict, String seen) {
        people(5);
        ehr.adopt(Set.of(manner));
        Probe probe = probe(check(Optional.of("p1"), 2), topic);
        assertThat(probe.verdict().words()).isEqualTo(verdict);
        assertThat(probe.seen()).contains(seen);
        assertThat(probe.meaning()).isNotBlank();
    }

    @Test
    void patientMatchIsNamedWhereItIsDeclared() {
        assertThat(probe(check(Optional.empty(), 100), "patients of files").seen())
                .isEqualTo("Patient/$match not declared");
        ehr.adopt(Set.of(Manner.PATIENT_MATCH));
        assertThat(probe(check(Optional.empty(), 100), "patients of files").seen())
                .isEqualTo("Patient/$match declared");
    }

    @Test
    void aParameterThatIsIgnoredIsNotTakenForHonoured() {
        people(3);
        ehr.adopt(Set.of(Manner.NO_LAST_UPDATED, Manner.UNKNOWN_PARAMETER_IGNORED));
        Probe probe = probe(check(Optional.empty(), 100), "_lastUpdated of Condition");
        assertThat(probe.verdict()).isEqualTo(Verdict.LIMITED);
        assertThat(probe.seen()).startsWith("ignored");
    }

    @Test
    void aCohortThatIsCappedIsLimited() {
        people(105);
        ehr.adopt(Set.of(Manner.PATIENT_CAP));
        Probe probe = probe(check(Optional.empty(), 200), "cohort");
        assertThat(probe.verdict()).isEqualTo(Verdict.LIMITED);
        assertThat(probe.seen()).contains("4127");
    }

    @Test
    void theProposalNamesWhatTheServerDoesNotServe() {
        people(3);
        ehr.adopt(VendorProfile.EPIC.manners());
        assertThat(check(Optional.of("p1"), 100).proposal()).containsEntry("notAvailable", "MedicationStatement");
    }

    @Test
    void anIncludeThatIsRefusedIsProposedToBeLeftOut() {
        people(2);
        misbehave(request -> request.query().contains("_include"), FaultAction.status(400));
        EhrReport report = check(Optional.of("p1"), 100);
        assertThat(probe(report, "MedicationRequest").verdict()).isEqualTo(Verdict.LIMITED);
        assertThat(report.proposal()).containsEntry("includeMedications", "no");
    }

    @Test
    void medicationsThatNobodyMayReadFail() {
        people(2);
        misbehave(request -> request.path().startsWith("Medication"), FaultAction.status(403));
        EhrReport report = check(Optional.empty(), 100);
        assertThat(probe(report, "medications").verdict()).isEqualTo(Verdict.FAILS);
        assertThat(probe(report, "MedicationRequest").seen()).contains("access denied", "403");
    }

    @Test
    void anotherVersionOfFhirFails() {
        people(1);
        FaultAction stu3 = new FaultAction.Answer(
                200,
                Map.of("Content-Type", "application/fhir+json"),
                "{\"resourceType\":\"CapabilityStatement\",\"status\":\"active\",\"kind\":\"instance\",\"fhirVersion\":\"3.0.2\"}");
        misbehave(request -> request.path().equals("metadata"), stu3);
        Probe probe = probe(check(Optional.empty(), 100), "server");
        assertThat(probe.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(probe.seen()).contains("3.0.2");
    }

    @Test
    void aServerWithoutAStatementIsTriedAllTheSame() {
        people(2);
        misbehave(request -> request.path().equals("metadata"), FaultAction.status(404));
        EhrReport report = check(Optional.empty(), 100);
        assertThat(probe(report, "server").verdict()).isEqualTo(Verdict.LIMITED);
        assertThat(probe(report, "Condition").verdict()).isEqualTo(Verdict.WORKS);
    }

    @Test
    void aServerThatIsDownEndsInOneSentence() {
        ehr.close();
        EhrReport report = check(Optional.empty(), 100);
        assertThat(report.unavailable()).isPresent();
        assertThat(report.unavailable().get()).startsWith("no answer").contains("base URL");
        assertThat(report.probes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, does not accept the credentials", "503, HTTP 503"})
    void aServerThatLetsNobodyInEndsInOneSentence(int status, String words) {
        misbehave(request -> true, FaultAction.status(status));
        EhrReport report = check(Optional.empty(), 100);
        assertThat(report.unavailable().orElseThrow()).contains(words).doesNotContain("geheim");
    }

    @Test
    void aTrialWriteIsEnteredInErrorAndMadeOnce() {
        people(1);
        EhrReport report = check(new EhrCheck.Options(Optional.empty(), Optional.of("p0")), 100);
        assertThat(probe(report, "written by --try-write").verdict()).isEqualTo(Verdict.WORKS);
        assertThat(probe(report, "conditional create, tried").verdict()).isEqualTo(Verdict.WORKS);
        assertThat(report.proposal()).containsEntry("indexLag", "10s");
        assertThat(ehr.store().current("Observation")).singleElement().satisfies(written -> assertThat(
                        written.toString() + written.json())
                .contains("entered-in-error", "Patient/p0"));
    }

    @Test
    void aTrialWriteThatIsRefusedSaysWhatItCosts() {
        people(1);
        ehr.adopt(Set.of(Manner.OBSERVATION_MAPPED_ROWS));
        EhrReport report = check(new EhrCheck.Options(Optional.empty(), Optional.of("p0")), 100);
        assertThat(probe(report, "written by --try-write").seen()).contains("422", "59188");
        assertThat(ehr.store().current("Observation")).isEmpty();
    }

    @Test
    void withoutConditionalCreateTheTrialTellsThatTwoWereMade() {
        people(1);
        ehr.adopt(Set.of(Manner.NO_CONDITIONAL_CREATE));
        EhrReport report = check(new EhrCheck.Options(Optional.empty(), Optional.of("p0")), 100);
        assertThat(probe(report, "conditional create, tried").verdict()).isEqualTo(Verdict.FAILS);
    }

    private void people(int many) {
        for (int i = 0; i < many; i++) {
            ehr.store()
                    .put("{\"resourceType\":\"Patient\",\"id\":\"p" + i
                            + "\",\"birthDate\":\"1990-05-17\",\"name\":[{\"family\":\"" + CANARY + "\"}]}");
            ehr.store()
                    .put("{\"resourceType\":\"Condition\",\"id\":\"c" + i + "\",\"subject\":{\"reference\":\"Patient/p"
                            + i + "\"},\"code\":{\"text\":\"" + CANARY + "\"}}");
        }
    }

    private void misbehave(Predicate<dev.stemgate.sandbox.ReceivedRequest> when, FaultAction action) {
        ehr.misbehave(request -> when.test(request) ? action : FaultAction.pass());
    }

    private EhrReport check(Optional<String> patient, int pageSize) {
        return check(new EhrCheck.Options(patient, Optional.empty()), pageSize);
    }

    private EhrReport check(EhrCheck.Options options, int pageSize) {
        URI base = ehr.baseUrl();
        EhrSettings settings = EhrSettings.of("test", base, new Authorization.Bearer(() -> Secret.of("geheim")))
                .withLimits(new EhrSettings.Limits(2, 10, pageSize, 1 << 20));
        return new EhrCheck(settings, PLAN, "Patient", options, probe -> {}).run();
    }

    private static Probe probe(EhrReport report, String topic) {
        return report.probes().stream()
                .filter(probe -> probe.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no probe of " + topic + " among " + report.probes()));
    }
}
