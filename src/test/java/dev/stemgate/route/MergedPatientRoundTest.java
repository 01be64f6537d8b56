// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.VendorProfile;
import dev.stemgate.state.Step;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patient whom no search finds is read once by the id: merged away (EHR-NOTES, merged patient), gone, hidden, or another one. */
class MergedPatientRoundTest {

    @TempDir
    Path folder;

    @Test
    void cernersMergedPatientIsFollowedToTheSurvivor() throws IOException {
        SandboxSettings cerner = SandboxSettings.empty().withManners(VendorProfile.CERNER.manners());
        try (BridgeFixture fixture = BridgeFixture.in(folder, cerner)
                .given(merged("old", "new"), irrelevant("o1", "old"))
                .given(patient("new"), breastCancer("n1", "new"))
                .given(patient("else"), irrelevant("e1", "else"))) {
            fixture.start("off", listed("old", "else")).settle();
            assertThat(steps(fixture, "old")).contains(Step.Kind.REKEYED);
            assertThat(outcome(fixture, "new")).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(outcome(fixture, "else")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(letters(fixture)).isEmpty();
            assertThat(fixture.counts()).containsEntry(UnitState.HELD, 2L).containsEntry(UnitState.PENDING, 0L);
            assertThat(readsById(fixture)).as("once, and for nobody else").containsExactly("Patient/old");
        }
    }

    @Test
    void theResultOnARecordThatWasMergedLaterIsWithdrawn() throws IOException {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("old"), breastCancer("o1", "old"))
                .given(patient("new"), irrelevant("n1", "new"))) {
            fixture.sandbox().adopt(Set.of(Manner.MERGED_BY_READ_ONLY));
            fixture.start("observation", listed("old")).settle();
            fixture.given(merged("old", "new")).again();
            assertThat(fixture.sandbox().store().current("Observation"))
                    .filteredOn(version -> version.json().contains("Patient/old"))
                    .singleElement()
                    .satisfies(version -> assertThat(version.json()).contains("entered-in-error"));
            assertThat(outcome(fixture, "new")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(letters(fixture)).isEmpty();
        }
    }

    @Test
    void whatReadingByIdSaysDecidesAndNobodyElseIsTakenForThePatient() throws IOException {
        AtomicInteger late = new AtomicInteger();
        Map<String, FaultAction> answers = Map.of(
                "Patient/gone", FaultAction.status(410),
                "Patient/denied", FaultAction.status(403),
                "Patient/moved", new FaultAction.Answer(302, Map.of("Location", "../Patient/new"), ""),
                "Patient/other", fhir(patient("new")),
                "Patient/strange", fhir("{\"resourceType\": \"OperationOutcome\"}"),
                "Patient/inactive", fhir(patient("inactive").replace("\"active\": true", "\"active\": false")),
                "Patient/late", fhir(patient("late")));
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("new"), irrelevant("n1", "new"))
                .given(irrelevant("i1", "inactive"), irrelevant("l1", "late"))) {
            fixture.sandbox().misbehave(request -> {
                boolean firstOfLate = request.path().equals("Patient/late") && late.getAndIncrement() == 0;
                return firstOfLate
                        ? new FaultAction.Answer(503, Map.of("Retry-After", "1"), "")
                        : answers.getOrDefault(request.path(), FaultAction.pass());
            });
            fixture.start("off", listed("none", "gone", "denied", "moved", "other", "strange", "inactive", "late"))
                    .settle();
            assertThat(reason(fixture, "none")).containsExactly(Reason.PATIENT_NOT_FOUND);
            assertThat(reason(fixture, "gone")).containsExactly(Reason.PATIENT_NOT_FOUND);
            assertThat(reason(fixture, "denied")).containsExactly(Reason.ACCESS_DENIED);
            assertThat(reason(fixture, "moved")).containsExactly(Reason.CONFLICT);
            assertThat(reason(fixture, "other")).containsExactly(Reason.CONFLICT);
            assertThat(reason(fixture, "strange")).containsExactly(Reason.MALFORMED_PAGE);
            assertThat(outcome(fixture, "inactive")).isEqualTo(Outcome.INDETERMINATE);
            assertThat(outcome(fixture, "late")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(fixture.counts())
                    .containsEntry(UnitState.HELD, 2L)
                    .containsEntry(UnitState.DEAD_LETTERED, 6L)
                    .containsEntry(UnitState.PENDING, 0L);
            assertThat(fixture.bridge().results().all(new PatientKey(BridgeFixture.EHR, "new")))
                    .isEmpty();
            assertThat(readsById(fixture))
                    .contains("Patient/none", "Patient/moved")
                    .doesNotContain("Patient/new");
        }
    }

    private String listed(String... ids) throws IOException {
        Path file = Files.writeString(folder.resolve("trial.txt"), String.join("\n", ids) + "\n");
        return "- name: patients\n  value: \"" + file + "\"";
    }

    private static FaultAction fhir(String body) {
        return new FaultAction.Answer(200, Map.of("Content-Type", "application/fhir+json"), body);
    }

    private static String merged(String id, String survivor) {
        return patient(
                        id,
                        "\"link\": [{\"type\": \"replaced-by\", \"other\": {\"reference\": \"Patient/" + survivor
                                + "\"}}]")
                .replace("\"active\": true", "\"active\": false");
    }

    private static List<String> readsById(BridgeFixture fixture) {
        return fixture.sandbox().requests().all().stream()
                .filter(request -> request.method().equals("GET"))
                .map(ReceivedRequest::path)
                .filter(path -> path.startsWith("Patient/"))
                .toList();
    }

    private static List<DeadLetter> letters(BridgeFixture fixture) {
        return fixture.bridge().deadLetters().find(LetterFilter.open());
    }

    private static List<Reason> reason(BridgeFixture fixture, String id) {
        String place = fixture.bridge().deadLetters().shown(BridgeFixture.EHR, "Patient/" + id);
        return letters(fixture).stream()
                .filter(letter -> letter.place().equals(place))
                .map(DeadLetter::reason)
                .toList();
    }

    private static List<Step.Kind> steps(BridgeFixture fixture, String id) {
        return fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, id)).stream()
                .flatMap(trace -> trace.steps().stream())
                .map(Step::kind)
                .toList();
    }

    private static Outcome outcome(BridgeFixture fixture, String id) {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, id),
                        BridgeFixture.core().version().id())
                .orElseThrow()
                .screening()
                .outcome();
    }
}
