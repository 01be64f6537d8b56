// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.state.InputState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dropped files through the real routes: whom they are matched to, what they change, and what their senders are told. */
class FileRoundTest {

    private static final String MRN = "https://hospital.example/mrn";

    @TempDir
    Path folder;

    private static String patient(String id, String mrn, String birthDate, String sex) {
        return """
                {"resourceType": "Patient", "id": "%s", "birthDate": "%s", "gender": "%s",
                 "identifier": [{"system": "%s", "value": "%s"}]}"""
                .formatted(id, birthDate, sex, MRN, mrn);
    }

    private static String line(String json) {
        return json.replace("\n", " ").replaceAll(" +", " ");
    }

    private static String cancer(String id, String patient) {
        return line(Records.breastCancer(id, patient));
    }

    private BridgeFixture twoPatients() {
        return BridgeFixture.in(folder)
                .given(
                        patient("a", "1", "1990-01-01", "female"),
                        Records.irrelevant("a1", "a"),
                        patient("b", "2", "1990-01-01", "female"),
                        Records.irrelevant("b1", "b"));
    }

    private Screening screening(BridgeFixture fixture, String patient) {
        return fixture.bridge().results().newest(BridgeFixture.EHR).stream()
                .map(result -> result.screening())
                .filter(screening -> screening.patient().patientId().equals(patient))
                .findFirst()
                .orElseThrow();
    }

    private static List<DeadLetter> letters(BridgeFixture fixture, Reason reason) {
        return fixture.bridge()
                .deadLetters()
                .find(new LetterFilter(
                        Optional.of(reason),
                        Optional.of(Drops.SOURCE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(LetterState.OPEN)));
    }

    private static void take(BridgeFixture fixture) {
        fixture.bridge().takeFiles(Drops.SOURCE);
        fixture.again();
    }

    @Test
    void aFileBringsAFindingWithItsLineAndTheReportSaysSo() {
        Drops drops = Drops.in(folder, "");
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            drops.put(
                    "batch.ndjson",
                    "\uFEFF" + line(patient("x", "1", "1990-01-01", "female")) + "\r\n\r\n" + cancer("c", "x") + "\n"
                            + "{\"resourceType\": \"Encounter\"}\nthis is no JSON");
            take(fixture);

            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(screening(fixture, "a").criteria().stream()
                            .flatMap(criterion -> criterion.evidence().stream())
                            .map(evidence -> evidence.ref().versioned()))
                    .contains("Condition/drops~c (batch.ndjson:3)");
            assertThat(screening(fixture, "b").outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(Drops.counts(drops.report("done", "batch.ndjson")))
                    .isEqualTo(Map.of(
                            InputState.PENDING, 0L,
                            InputState.ACCEPTED, 2L,
                            InputState.IRRELEVANT, 1L,
                            InputState.DUPLICATE, 0L,
                            InputState.DEAD_LETTERED, 1L));
            assertThat(letters(fixture, Reason.UNREADABLE))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.place()).isEqualTo("batch.ndjson:5"));
            assertThat(drops.names("done")).containsExactly("batch.ndjson");
        }
    }

    @Test
    void theSameContentAgainIsADuplicateAndNewContentUnderTheNameIsNew() {
        Drops drops = Drops.in(folder, "");
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            String content = line(patient("x", "1", "1990-01-01", "female")) + "\n" + cancer("c", "x") + "\n";
            drops.put("one.ndjson", content).put("two.ndjson", content);
            take(fixture);
            JsonNode repeat = drops.report("done", "two.ndjson");
            assertThat(repeat.path("state").asText()).isEqualTo("duplicate");
            assertThat(repeat.path("note").asText()).startsWith("the same content was taken as one.ndjson");

            drops.put("one.ndjson", content + cancer("d", "x") + "\n");
            take(fixture);
            assertThat(drops.names("done")).hasSize(3);
            assertThat(fixture.bridge().intake().files().counts(Drops.SOURCE))
                    .containsEntry(InputState.ACCEPTED, 3L)
                    .containsEntry(InputState.DUPLICATE, 2L);
        }
    }

    @Test
    void aPatientWhoIsNotThereIsADeadLetterUntilTheSourceDescribesOneWhoIs() {
        Drops drops = Drops.in(folder, "");
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            drops.put("conditions.ndjson", cancer("c", "x") + "\n");
            take(fixture);
            assertThat(letters(fixture, Reason.UNMATCHED_PATIENT)).hasSize(1);

            drops.put("patients.ndjson", line(patient("x", "2", "1990-01-01", "female")) + "\n");
            take(fixture);
            assertThat(letters(fixture, Reason.UNMATCHED_PATIENT)).isEmpty();
            assertThat(screening(fixture, "b").outcome()).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(Drops.counts(drops.report("done", "conditions.ndjson"))).containsEntry(InputState.ACCEPTED, 1L);
        }
    }

    @Test
    void aContradictionIsAConflictAndTwoOfOneIdentifierAreAmbiguous() {
        Drops drops = Drops.in(folder, "");
        try (BridgeFixture fixture = twoPatients()
                .given(patient("b2", "2", "1990-01-01", "female"), Records.irrelevant("b3", "b2"))
                .startAndSettle()) {
            drops.put(
                    "batch.ndjson",
                    line(patient("x", "1", "1991-01-01", "female")) + "\n" + cancer("c", "x") + "\n"
                            + line(patient("y", "2", "1990-01-01", "female")) + "\n" + cancer("d", "y") + "\n");
            take(fixture);
            assertThat(letters(fixture, Reason.CONFLICT)).hasSize(2);
            assertThat(letters(fixture, Reason.AMBIGUOUS_PATIENT)).hasSize(2);
            assertThat(fixture.bridge().results().newest(BridgeFixture.EHR))
                    .extracting(result -> result.screening().outcome())
                    .containsOnly(Outcome.NO_CONTRAINDICATION_FOUND);
        }
    }

    @Test
    void aLaterFileCorrectsAndDeletes() {
        Drops drops = Drops.in(folder, "");
        String patient = line(patient("x", "1", "1990-01-01", "female"));
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            drops.put("1.ndjson", patient + "\n" + cancer("c", "x") + "\n" + cancer("d", "x") + "\n");
            take(fixture);
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.CONTRAINDICATED);

            drops.put("2.ndjson", line(Records.irrelevant("c", "x")) + "\n");
            take(fixture);
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.CONTRAINDICATED);

            drops.put(
                    "3.json",
                    """
                    {"resourceType": "Bundle", "type": "transaction", "entry": [
                      {"request": {"method": "DELETE", "url": "Condition/d"}},
                      {"request": {"method": "DELETE", "url": "Condition?code=1"}}]}""");
            take(fixture);
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(letters(fixture, Reason.UNREADABLE))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.place()).isEqualTo("3.json:2"));
        }
    }

    @Test
    void aSnapshotWithdrawsWhatItDoesNotHoldUnlessItCouldNotBeRead() {
        Drops drops = Drops.in(folder, "- name: snapshot\n  value: \"true\"");
        String patient = line(patient("x", "1", "1990-01-01", "female"));
        String harmless = line(Records.irrelevant("e", "x"));
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            drops.put("1.ndjson", patient + "\n" + cancer("c", "x") + "\n" + harmless + "\n");
            take(fixture);
            drops.put("2.ndjson", patient + "\n" + harmless + "\n{broken\n");
            take(fixture);
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.CONTRAINDICATED);
            drops.put("3.ndjson", patient + "\n" + harmless + "\n");
            take(fixture);
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
        }
    }

    @Test
    void aRecordWithABrokenDateStillCountsAndLeavesItsKindIncomplete() {
        Drops drops = Drops.in(folder, "");
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            drops.put(
                    "batch.ndjson",
                    line(patient("x", "1", "1990-01-01", "female")) + "\n" + line(Records.brokenDate("c", "x")) + "\n");
            take(fixture);
            assertThat(screening(fixture, "a").finding("active-malignancy"))
                    .hasValueSatisfying(finding -> assertThat(finding).isIn(Finding.PRESENT, Finding.POSSIBLE));
            assertThat(screening(fixture, "a").finding("pregnancy")).contains(Finding.UNKNOWN);
            assertThat(letters(fixture, Reason.UNREADABLE)).hasSize(1);
        }
    }

    @Test
    void whileTheEhrIsAwayTheRecordsWait() {
        Drops drops = Drops.in(folder, "");
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            fixture.sandbox().misbehave(request -> new FaultAction.Answer(503, Map.of("Retry-After", "1"), ""));
            drops.put("batch.ndjson", line(patient("x", "1", "1990-01-01", "female")) + "\n" + cancer("c", "x") + "\n");
            fixture.bridge().takeFiles(Drops.SOURCE);
            assertThat(Drops.counts(drops.report("done", "batch.ndjson")))
                    .containsEntry(InputState.PENDING, 2L)
                    .containsEntry(InputState.DEAD_LETTERED, 0L);

            fixture.sandbox().misbehave(Fault.NONE);
            Awaitility.await().until(() -> {
                fixture.bridge().takeFiles(Drops.SOURCE);
                return Drops.counts(drops.report("done", "batch.ndjson")).get(InputState.PENDING) == 0;
            });
            fixture.again();
            assertThat(screening(fixture, "a").outcome()).isEqualTo(Outcome.CONTRAINDICATED);
        }
    }

    @Test
    void aSourceMayNameItsPatientsByTheEhrsOwnIds() {
        Drops drops = Drops.in(folder, "- name: idsOfEhr\n  value: \"true\"");
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            drops.put("batch.json", cancer("c", "b"));
            take(fixture);
            assertThat(screening(fixture, "b").outcome()).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(screening(fixture, "b").patient()).isEqualTo(new PatientKey(BridgeFixture.EHR, "b"));
        }
    }

    @Test
    void linksArchivesAndForeignFilesAreRefusedAsAWhole() throws Exception {
        Drops drops = Drops.in(folder, "");
        Path secret = Files.writeString(folder.resolve("secret.json"), cancer("c", "a"));
        try (BridgeFixture fixture = twoPatients().startAndSettle()) {
            Files.createSymbolicLink(drops.folder().resolve("link.json"), secret);
            drops.put("archive.json", new byte[] {'P', 'K', 3, 4, 0, 0});
            drops.put("note.txt", "Dear colleague");
            drops.put("entities.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Bundle>&e;</Bundle>");
            take(fixture);
            assertThat(drops.names("failed"))
                    .containsExactlyInAnyOrder("link.json", "archive.json", "note.txt", "entities.xml");
            assertThat(letters(fixture, Reason.REJECTED_MESSAGE)).hasSize(4);
            assertThat(secret).exists();
            assertThat(drops.report("failed", "link.json").path("state").asText())
                    .isEqualTo("refused");
        }
    }
}
