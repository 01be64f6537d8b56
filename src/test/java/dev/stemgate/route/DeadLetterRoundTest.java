// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.brokenDate;
import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.state.UnitState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of bad input, sent through the real routes: where it lands, with which reason and bytes, and that others go on. */
class DeadLetterRoundTest {

    @TempDir
    Path folder;

    @Test
    void anUnreadableEntryLandsWithItsOriginalBytesAndCostsOnlyItself() {
        String broken = brokenDate("a2", "a");
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("a"), irrelevant("a1", "a"), patient("b"), irrelevant("b1", "b"))) {
            fixture.sandbox().store().putRaw("Condition", "a2", "a", broken);
            fixture.startAndSettle();
            DeadLetter letter = only(fixture, Reason.UNREADABLE);
            assertThat(letter.place()).isEqualTo("Condition/a2");
            assertThat(fixture.bridge().deadLetters().patient(letter.id()))
                    .contains(new PatientKey(BridgeFixture.EHR, "a"));
            assertThat(fixture.bridge().deadLetters().payload(letter.id()))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .isEqualTo(broken));
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 2L);
            assertThat(screening(fixture, "a").finding("active-malignancy"))
                    .as("what could be read safely still counts")
                    .hasValueSatisfying(finding -> assertThat(finding).isIn(Finding.PRESENT, Finding.POSSIBLE));
            assertThat(screening(fixture, "a").finding("pregnancy"))
                    .as("a dead-lettered Condition leaves the kind incomplete")
                    .contains(Finding.UNKNOWN);
            assertThat(screening(fixture, "b").outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
        }
    }

    @Test
    void theSameBadBytesAgainAddACountAndNoLetter() {
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.sandbox().store().putRaw("Condition", "a2", "a", brokenDate("a2", "a"));
            fixture.startAndSettle().again();
            assertThat(only(fixture, Reason.UNREADABLE).seen()).isEqualTo(2);
            assertThat(fixture.counts()).containsEntry(UnitState.UNCHANGED, 1L);
        }
    }

    @Test
    void aRecordThatReadsFineAgainSettlesItsLetter() {
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.sandbox().store().putRaw("Condition", "a2", "a", brokenDate("a2", "a"));
            fixture.startAndSettle();
            fixture.given(breastCancer("a2", "a")).again();
            assertThat(letters(fixture, Reason.UNREADABLE)).isEmpty();
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.CONTRAINDICATED);
        }
    }

    @Test
    void aSubjectThatLeadsNowhereIsUnresolved() {
        String nobodys = condition("x", "a", Records.BREAST_CANCER, "Malignant neoplasm of breast (disorder)")
                .replace("{\"reference\": \"Patient/a\"}", "{\"display\": \"Someone\"}");
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.sandbox().store().putRaw("Condition", "x", "a", nobodys);
            fixture.startAndSettle();
            assertThat(only(fixture, Reason.UNRESOLVED_SUBJECT).place()).isEqualTo("Condition/x");
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    @Test
    void anUnclassifiedCodeIsOneLetterForAllPatientsWhoWaitForIt() {
        String unknown = "123456789012";
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(
                        patient("a"),
                        condition("a1", "a", unknown, "Zzyzx"),
                        patient("b"),
                        condition("b1", "b", unknown, "Zzyzx"))
                .startAndSettle()) {
            DeadLetter letter = only(fixture, Reason.UNCLASSIFIED_CODE);
            assertThat(fixture.bridge().deadLetters().waiting(letter.id()))
                    .extracting(PatientKey::patientId)
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.INDETERMINATE);
            assertThat(screening(fixture, "a").finding("active-malignancy")).contains(Finding.UNKNOWN);
        }
    }

    @Test
    void aRefusedWriteIsADeadLetterWithTheServersWordsAndTheOthersGoOn() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("a"), irrelevant("a1", "a"), patient("b"), breastCancer("b1", "b"))) {
            String words = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                    + "\"code\":\"business-rule\",\"diagnostics\":\"No flowsheet row\"}]}";
            java.util.concurrent.atomic.AtomicInteger posts = new java.util.concurrent.atomic.AtomicInteger();
            fixture.sandbox()
                    .misbehave(request -> request.method().equals("POST") && posts.incrementAndGet() == 1
                            ? new FaultAction.Answer(422, Map.of("Content-Type", "application/fhir+json"), words)
                            : FaultAction.pass());
            fixture.startAndSettle();
            DeadLetter letter = only(fixture, Reason.REFUSED_BY_EHR);
            assertThat(fixture.bridge().deadLetters().payload(letter.id()))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .isEqualTo(words));
            assertThat(letter.line()).doesNotContain("flowsheet").contains("422");
            assertThat(fixture.counts())
                    .containsEntry(UnitState.DEAD_LETTERED, 1L)
                    .containsEntry(UnitState.WRITTEN, 1L)
                    .containsEntry(UnitState.PENDING, 0L);
        }
    }

    @Test
    void aRefusedKindLeavesThePatientIncompleteAndNeverAbsent() {
        try (BridgeFixture fixture = BridgeFixture.in(
                        folder, SandboxSettings.empty().withAccessDeniedTypes(Set.of("Condition")))
                .given(patient("a"), irrelevant("a1", "a"))
                .startAndSettle()) {
            Screening screening = screening(fixture, "a");
            assertThat(screening.outcome()).isEqualTo(Outcome.INDETERMINATE);
            assertThat(screening.criteria())
                    .filteredOn(criterion -> criterion.kind() == dev.stemgate.model.CriterionResult.Kind.ABSOLUTE)
                    .hasSize(10)
                    .allSatisfy(criterion -> assertThat(criterion.finding()).isNotEqualTo(Finding.ABSENT));
        }
    }

    @Test
    void anEhrWithoutMedicationStatementIsScreenedByItsRequests() {
        Set<String> served = new java.util.HashSet<>(SandboxSettings.DEFAULT_TYPES);
        served.remove("MedicationStatement");
        try (BridgeFixture fixture = BridgeFixture.in(
                        folder, SandboxSettings.empty().withServedTypes(served))
                .given(patient("a"), irrelevant("a1", "a"))
                .startAndSettle()) {
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
        }
    }

    @Test
    void aPageThatIsNoFhirIsKeptAndTheKindIsReadShort() {
        String loginPage = "<html><body>Please log in</body></html>";
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.sandbox()
                    .misbehave(request -> request.path().equals("Condition")
                            ? new FaultAction.Answer(200, Map.of("Content-Type", "text/html"), loginPage)
                            : FaultAction.pass());
            fixture.startAndSettle();
            DeadLetter letter = only(fixture, Reason.MALFORMED_PAGE);
            assertThat(fixture.bridge().deadLetters().payload(letter.id()))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .isEqualTo(loginPage));
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    @Test
    void recordsOfAnotherFhirVersionAreNotReadAsR4() {
        String stu3 = condition("s", "a", Records.BREAST_CANCER, "Malignant neoplasm of breast (disorder)")
                .replaceAll("(?s)\"clinicalStatus\": \\{.*?\\]\\},", "\"clinicalStatus\": \"active\",");
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.sandbox().store().putRaw("Condition", "s", "a", stu3);
            fixture.startAndSettle();
            assertThat(only(fixture, Reason.WRONG_VERSION).place()).isEqualTo("Condition/s");
        }
    }

    @Test
    void anUnknownModifierIsNotIgnored() {
        String modified = breastCancer("m", "a")
                .replaceFirst(
                        "\"code\": \\{\"coding\"",
                        "\"modifierExtension\": [{\"url\": \"http://example.org/not\", \"valueBoolean\": true}], \"code\": {\"coding\"");
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.sandbox().store().putRaw("Condition", "m", "a", modified);
            fixture.startAndSettle();
            assertThat(only(fixture, Reason.UNKNOWN_MODIFIER).place()).isEqualTo("Condition/m");
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    @Test
    void aPatientWhoIsGoneIsADeadLetterOfTheUnit() {
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.sandbox().misbehave(request -> {
                if (request.path().equals("Patient/a")) {
                    return FaultAction.status(404);
                }
                return request.path().equals("Patient") && request.query().contains("_id=")
                        ? new FaultAction.Answer(
                                200,
                                Map.of("Content-Type", "application/fhir+json"),
                                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}")
                        : FaultAction.pass();
            });
            fixture.startAndSettle();
            assertThat(only(fixture, Reason.PATIENT_NOT_FOUND).place())
                    .isEqualTo(fixture.bridge().deadLetters().shown(BridgeFixture.EHR, "Patient/a"));
            assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 1L);
        }
    }

    private static List<DeadLetter> letters(BridgeFixture fixture, Reason reason) {
        return fixture.bridge().deadLetters().find(LetterFilter.open().because(reason));
    }

    private static DeadLetter only(BridgeFixture fixture, Reason reason) {
        assertThat(fixture.bridge().deadLetters().find(LetterFilter.open()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(reason));
        return letters(fixture, reason).get(0);
    }

    private static Screening screening(BridgeFixture fixture, String patientId) {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, patientId),
                        BridgeFixture.core().version().id())
                .orElseThrow()
                .screening();
    }
}
