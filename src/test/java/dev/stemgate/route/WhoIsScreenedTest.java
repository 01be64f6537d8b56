// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.VendorProfile;
import dev.stemgate.state.Progress;
import dev.stemgate.state.ReadingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which a hospital says who is screened, and how far its data is complete. */
@Timeout(120)
class WhoIsScreenedTest {

    private static final String GROUP =
            """
            {"resourceType": "Group", "id": "trial", "type": "person", "actual": true, "member": [
              {"entity": {"reference": "Patient/a"}},
              {"entity": {"reference": "Patient/b"}, "inactive": true},
              {"entity": {"reference": "Patient/c"}}]}""";

    @TempDir
    Path folder;

    @Test
    void theActiveMembersOfAGroupAreScreenedAndNobodyElse() {
        try (BridgeFixture fixture = four().given(GROUP).start("observation", parameter("group", "trial"))) {
            fixture.settle();
            assertThat(screened(fixture)).containsExactly("a", "c");
            assertThat(upTo(fixture, ReadingProgress.COHORT)).isPresent();
        }
    }

    @Test
    void aGroupThatIsNotThereIsNoEmptyCohort() {
        try (BridgeFixture fixture = four().start("observation", parameter("group", "trial"))) {
            fixture.settle();
            assertThat(screened(fixture)).isEmpty();
            assertThat(upTo(fixture, ReadingProgress.COHORT)).isEmpty();
        }
    }

    @Test
    void aListNamesIdsAndIdentifiersAndWhatLeadsToNobodyOrToTwoIsADeadLetter() throws IOException {
        Files.writeString(
                folder.resolve("trial.txt"),
                "\uFEFF# the trial\r\n\r\na\r\nPatient/b\r\nurn:mrn|M-c\r\nurn:mrn|M-nobody\r\nurn:mrn|M-two\r\n");
        try (BridgeFixture fixture = four().given(
                        patient("c", mrn("M-c")), patient("e", mrn("M-two")), patient("f", mrn("M-two")))
                .start(
                        "observation",
                        parameter("patients", folder.resolve("trial.txt").toString()))) {
            fixture.settle();
            assertThat(screened(fixture)).containsExactly("a", "b", "c");
            List<DeadLetter> letters = fixture.bridge().deadLetters().find(LetterFilter.open());
            assertThat(letters)
                    .extracting(DeadLetter::reason)
                    .containsExactlyInAnyOrder(Reason.UNMATCHED_PATIENT, Reason.AMBIGUOUS_PATIENT);
            assertThat(letters).extracting(DeadLetter::place).containsExactlyInAnyOrder("trial.txt:6", "trial.txt:7");
            assertThat(letters).extracting(DeadLetter::line).noneMatch(line -> line.contains("M-"));
        }
    }

    @Test
    void aServerThatListsNobodyIsScreenedByAList() throws IOException {
        Files.writeString(folder.resolve("trial.txt"), "a\nb\n");
        SandboxSettings epic = SandboxSettings.empty()
                .withManners(
                        EnumSet.of(Manner.DEMOGRAPHICS_NEEDED, Manner.PATIENT_NEEDED, Manner.NO_MEDICATION_STATEMENT));
        assertThat(VendorProfile.EPIC.manners()).contains(Manner.DEMOGRAPHICS_NEEDED);
        try (BridgeFixture fixture = given(BridgeFixture.in(folder, epic))
                .start(
                        "observation",
                        parameter("patients", folder.resolve("trial.txt").toString()))) {
            fixture.settle();
            assertThat(screened(fixture)).containsExactly("a", "b");
        }
    }

    @Test
    void betweenTwoReadingsOfEveryoneOnlyWhatChangedIsReadAgain() {
        try (BridgeFixture fixture = four()) {
            waitUntilThatIsLongAgo();
            fixture.start("observation", parameter("changes", "Patient, Condition") + parameter("overlap", "1ms"))
                    .settle();
            assertThat(upTo(fixture, "Condition")).isPresent();
            Instant before = upTo(fixture, "Condition").orElseThrow();
            waitUntilThatIsLongAgo();
            fixture.given(breastCancer("new", "b"), irrelevant("other", "stranger"));
            int asked = fixture.sandbox().requests().all().size();

            fixture.again();

            assertThat(pulled(fixture, asked)).as("only b is read again").containsExactly("b");
            assertThat(units(fixture, "b")).isEqualTo(2);
            assertThat(units(fixture, "stranger")).as("not of the cohort").isZero();
            assertThat(upTo(fixture, "Condition").orElseThrow()).isAfter(before);
        }
    }

    @Test
    void anEhrThatRefusesToBeAskedForChangesIsReadWholeInstead() {
        SandboxSettings without = SandboxSettings.empty().withManners(Set.of(Manner.NO_LAST_UPDATED));
        try (BridgeFixture fixture =
                given(BridgeFixture.in(folder, without)).start("observation", parameter("changes", "Condition"))) {
            fixture.settle();
            fixture.given(breastCancer("new", "b"));
            fixture.again();
            fixture.again();
            assertThat(units(fixture, "a")).as("everyone is read").isGreaterThan(1);
            assertThat(units(fixture, "b")).isGreaterThan(1);
        }
    }

    @Test
    void aWatermarkWaitsForTheLastPatientOfItsReading() {
        Fault unavailable =
                request -> request.query().contains("patient=d") ? FaultAction.status(503) : FaultAction.pass();
        try (BridgeFixture fixture = four()) {
            fixture.sandbox().misbehave(unavailable);
            fixture.start("observation", parameter("changes", "Condition"));
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(60))
                    .until(() -> fixture.bridge().rounds(BridgeFixture.EHR) > 0
                            && fixture.bridge().ledger().openCount(BridgeFixture.EHR) < 4);
            fixture.bridge().progress().settle(BridgeFixture.EHR);
            assertThat(upTo(fixture, "Condition")).isEmpty();
            assertThat(upTo(fixture, ReadingProgress.COHORT)).isEmpty();
        }
    }

    @Test
    void aTypeThatIsRefusedIsShownAsAGap() {
        try (BridgeFixture fixture = four()) {
            fixture.sandbox()
                    .misbehave(request ->
                            request.path().equals("Procedure") ? FaultAction.status(403) : FaultAction.pass());
            fixture.startAndSettle();
            assertThat(fixture.bridge().progress().of(BridgeFixture.EHR, "Procedure"))
                    .hasValueSatisfying(
                            procedure -> assertThat(procedure.gapReason()).isEqualTo("access-denied"));
        }
    }

    private BridgeFixture four() {
        return given(BridgeFixture.in(folder));
    }

    private static BridgeFixture given(BridgeFixture fixture) {
        for (String id : List.of("a", "b", "c", "d")) {
            fixture.given(patient(id), irrelevant("c-" + id, id));
        }
        return fixture;
    }

    private static String parameter(String name, String value) {
        return "- name: " + name + "\n  value: \"" + value + "\"\n";
    }

    private static String mrn(String value) {
        return "\"birthDate\": \"1990-05-17\", \"identifier\": [{\"system\": \"urn:mrn\", \"value\": \"" + value
                + "\"}]";
    }

    private static List<String> screened(BridgeFixture fixture) {
        return List.of("a", "b", "c", "d", "e", "f").stream()
                .filter(id -> units(fixture, id) > 0)
                .toList();
    }

    private static int units(BridgeFixture fixture, String id) {
        return fixture.bridge()
                .ledger()
                .trace(new PatientKey(BridgeFixture.EHR, id))
                .size();
    }

    private static List<String> pulled(BridgeFixture fixture, int after) {
        return fixture.sandbox().requests().all().stream()
                .skip(after)
                .map(ReceivedRequest::query)
                .filter(query -> query.startsWith("_id="))
                .map(query -> query.substring(4))
                .toList();
    }

    private static Optional<Instant> upTo(BridgeFixture fixture, String scope) {
        fixture.bridge().progress().settle(BridgeFixture.EHR);
        return fixture.bridge().progress().of(BridgeFixture.EHR, scope).flatMap(Progress::completeUpTo);
    }

    /** A Date header has whole seconds, and so has the watermark: two seconds are surely apart. */
    private static void waitUntilThatIsLongAgo() {
        Instant next = Instant.now().plusMillis(2100);
        org.awaitility.Awaitility.await().until(() -> Instant.now().isAfter(next));
    }
}
