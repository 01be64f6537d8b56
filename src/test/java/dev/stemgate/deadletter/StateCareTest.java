// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.Code;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Backups;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.Forgetting;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.LedgerErasure;
import dev.stemgate.state.PatientBusyException;
import dev.stemgate.state.PatientToken;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.PayloadKeys;
import dev.stemgate.state.ReadingProgress;
import dev.stemgate.state.Rekeying;
import dev.stemgate.state.Restore;
import dev.stemgate.state.StateException;
import dev.stemgate.state.StateUnavailableException;
import dev.stemgate.state.StepRetention;
import dev.stemgate.state.TestDatabase;
import dev.stemgate.state.Trigger;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, erasure, retention, sealing and the audit, on what the dead letters and the ledger hold. */
class StateCareTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PatientKey ANNA = new PatientKey("north", "anna-canary");
    private static final PatientKey BERT = new PatientKey("north", "bert");
    private static final Actor WHO = new Actor(Actor.Way.COMMAND, "root");
    private static final String CANARY = "Canary Person has a lump";

    @TempDir
    Path folder;

    @Test
    void theAuditCannotBeChangedOrDeleted() {
        try (Database database = TestDatabase.H2.open(folder)) {
            Audit audit = new Audit(database);
            audit.ofStore(WHO, AuditEntry.Action.BACKED_UP, "x", NOON);
            for (String sql : List.of(
                    "update audit_entry set actor = 'nobody'",
                    "delete from audit_entry",
                    "delete from audit_entry where audit_id = 1")) {
                assertThatThrownBy(() -> database.inTransaction(transaction -> transaction.update(sql)))
                        .isInstanceOf(StateException.class);
            }
            assertThat(audit.newest(Optional.empty(), Optional.empty(), 10))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.actor()).isEqualTo("command:root"));
        }
    }

    @Test
    void aBackupOfARunningDatabaseIsRestoredAndReadAgainFromThen() throws IOException {
        DatabaseSettings settings = TestDatabase.H2.settings(folder);
        Path copy = folder.resolve("copy.zip");
        try (Database database = Database.open(settings)) {
            new EhrStatus(database).markUp("north", NOON);
            new ReadingProgress(database).read("north", List.of("Condition"), NOON, NOON);
            letters(database).put(letter("Condition/1", ANNA), NOON);
            assertThat(new Backups(database, settings).write(copy, WHO, NOON)).isPositive();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> new Backups(database, settings).write(copy, WHO, NOON))
                    .isInstanceOf(StateUnavailableException.class)
                    .hasMessageContaining("is there already");
            letters(database).put(letter("Condition/2", ANNA), NOON);
            new ReadingProgress(database).read("north", List.of("Condition"), NOON.plusSeconds(9000), NOON);
            assertThatThrownBy(() -> new Restore(settings).from(copy, WHO, NOON))
                    .isInstanceOf(StateUnavailableException.class)
                    .hasMessageContaining("stop the bridge first");
        }
        assertThatThrownBy(
                        () -> new Restore(settings).from(Files.writeString(folder.resolve("no.zip"), "x"), WHO, NOON))
                .isInstanceOf(StateUnavailableException.class);

        Restore.Restored restored = new Restore(settings).from(copy, WHO, NOON.plusSeconds(60));
        assertThat(restored.setAside())
                .hasValueSatisfying(aside -> assertThat(aside).exists());
        assertThat(restored.rewound()).singleElement().satisfies(ehr -> assertThat(ehr.from())
                .contains(NOON.minus(Duration.ofHours(1))));
        try (Database database = Database.open(settings)) {
            assertThat(letters(database).find(LetterFilter.all())).hasSize(1);
            assertThat(new ReadingProgress(database)
                            .of("north", "Condition")
                            .orElseThrow()
                            .completeUpTo())
                    .contains(NOON.minus(Duration.ofHours(1)));
            assertThat(new Audit(database).newest(Optional.empty(), Optional.empty(), 10))
                    .extracting(AuditEntry::action)
                    .containsExactly(AuditEntry.Action.RESTORED, AuditEntry.Action.BACKED_UP);
        }
    }

    @Test
    void aForgottenPatientIsGoneAndTheCountsAddUp() {
        try (Database database = TestDatabase.H2.open(folder)) {
            Ledger ledger = new Ledger(database);
            DeadLetters letters = letters(database);
            ledger.request(ANNA, Trigger.COHORT, NOON);
            PatientUnit done = claim(ledger);
            LetterId unit =
                    letters.finishDeadLettered(done, letter("Patient/anna-canary", ANNA), EntryCounts.NONE, NOON);
            LetterId entry = letters.put(letter("Condition/1", ANNA), NOON);
            LetterId berts = letters.put(letter("Condition/2", BERT), NOON);
            LetterId words = letters.unclassified(ANNA, text(), "1", NOON);
            new Corrections(database)
                    .put(
                            letters.get(entry).orElseThrow(),
                            new EditedRecord(CANARY.getBytes(UTF_8), List.of()),
                            WHO,
                            NOON);
            ledger.request(ANNA, Trigger.REPLAY, NOON);
            Forgetting forgetting = new Forgetting(database, List.of(new LedgerErasure(), new LetterErasure(database)));
            PatientUnit busy = claim(ledger);
            assertThatThrownBy(() -> forgetting.forget(ANNA, WHO, NOON)).isInstanceOf(PatientBusyException.class);
            ledger.release(busy, NOON, false, NOON);

            assertThat(forgetting.forget(ANNA, WHO, NOON)).isPositive();
            for (LetterId id : List.of(unit, entry, words)) {
                assertThat(letters.payload(id)).isEmpty();
                assertThat(letters.patient(id)).isEmpty();
                assertThat(letters.get(id).orElseThrow().state()).isEqualTo(LetterState.RESOLVED);
            }
            assertThat(letters.payload(berts)).isPresent();
            assertThat(dump(database)).doesNotContain("anna-canary").doesNotContain(CANARY);
            assertThat(ledger.counts("north"))
                    .containsEntry(UnitState.DEAD_LETTERED, 1L)
                    .containsEntry(UnitState.HELD, 1L)
                    .containsEntry(UnitState.PENDING, 0L);
            String token = PatientToken.of(database).of(ANNA);
            assertThat(ledger.trace(new PatientKey("north", "#" + token))).hasSize(2);
            assertThat(new Audit(database).newest(Optional.empty(), Optional.of(token), 10))
                    .extracting(AuditEntry::action)
                    .containsExactly(AuditEntry.Action.FORGOTTEN);
            assertThat(forgetting.forget(new PatientKey("north", "nobody"), WHO, NOON))
                    .isZero();
            assertThat(letters.unclassified(BERT, text(), "1", NOON))
                    .as("the same words of another")
                    .isNotEqualTo(words);
        }
    }

    @Test
    void retentionDeletesWhatWasClosedLongAgoAndNeverAnOpenLetter() {
        try (Database database = TestDatabase.H2.open(folder)) {
            DeadLetters letters = letters(database);
            LetterId open = letters.put(letter("Condition/1", ANNA), NOON);
            LetterId closed = letters.put(letter("Condition/2", ANNA), NOON);
            LetterId late = letters.put(letter("Condition/3", ANNA), NOON);
            LetterId corrected = letters.put(letter("Condition/4", ANNA), NOON);
            letters.resolve(closed, "x", NOON);
            letters.resolve(late, "x", NOON.plusSeconds(500));
            new Corrections(database)
                    .put(letters.get(corrected).orElseThrow(), new EditedRecord(new byte[0], List.of()), WHO, NOON);
            letters.resolve(corrected, "x", NOON);

            assertThat(new LetterRetention(database).deleteClosedBefore(NOON.plusSeconds(100)))
                    .isEqualTo(1);
            assertThat(letters.get(closed)).isEmpty();
            assertThat(letters.find(LetterFilter.all()))
                    .extracting(DeadLetter::id)
                    .containsExactly(open, late, corrected);
        }
    }

    @Test
    void stepsOfUnitsClosedLongAgoGoAndTheUnitsStay() {
        try (Database database = TestDatabase.H2.open(folder)) {
            Ledger ledger = new Ledger(database);
            ledger.request(ANNA, Trigger.COHORT, NOON);
            ledger.close(claim(ledger), UnitState.HELD, "x", EntryCounts.NONE, NOON);
            ledger.request(ANNA, Trigger.COHORT, NOON);
            assertThat(new StepRetention(database).deleteOfUnitsClosedBefore(NOON.plusSeconds(1)))
                    .isEqualTo(3);
            assertThat(ledger.trace(ANNA))
                    .extracting(trace -> trace.steps().size())
                    .containsExactly(0, 1);
            assertThat(ledger.counts("north")).containsEntry(UnitState.HELD, 1L);
        }
    }

    @Test
    void anEncryptedFileAndItsBackupHoldNothingReadable() throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("sealed").resolve("stemgate") + ";CIPHER=AES";
        DatabaseSettings settings = new DatabaseSettings(url, "stemgate", () -> "filekey userword");
        Path copy = folder.resolve("sealed.zip");
        try (Database database = Database.open(settings)) {
            letters(database).put(letter("Condition/1", ANNA), NOON);
            new Backups(database, settings).write(copy, WHO, NOON);
        }
        Path data = folder.resolve("sealed").resolve("stemgate.mv.db");
        assertThat(Files.readString(data, StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
        new Restore(settings).from(copy, WHO, NOON);
        assertThat(Files.readString(data, StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
        DatabaseSettings wrong = new DatabaseSettings(url, "stemgate", () -> "otherkey userword");
        assertThatThrownBy(() -> new Restore(wrong).from(copy, WHO, NOON.plusSeconds(1)))
                .isInstanceOf(StateUnavailableException.class);
        try (Database database = Database.open(settings)) {
            assertThat(letters(database).find(LetterFilter.all()))
                    .as("the failed restore changed nothing")
                    .hasSize(1);
        }
    }

    @Test
    void sealedPayloadsNeedTheirKeyAndAreSealedAnewWithTheNext() {
        PayloadKeys old = PayloadKeys.of(key(1), Optional.empty());
        DatabaseSettings settings = TestDatabase.H2.settings(folder);
        LetterId plain;
        try (Database database = Database.open(settings)) {
            plain = letters(database).put(letter("Condition/0", BERT), NOON);
        }
        try (Database database = Database.open(settings.with(old))) {
            LetterId id = letters(database).put(letter("Condition/1", ANNA), NOON);
            letters(database).unclassified(ANNA, text(), "1", NOON);
            assertThat(letters(database).payload(id)).contains(CANARY.getBytes(UTF_8));
            assertThat(letters(database).payload(plain)).contains(CANARY.getBytes(UTF_8));
            assertThat(stored(database, id)).doesNotContain(CANARY);
            assertThat(stored(database, plain)).contains(CANARY);
            assertThat(new WorkList(database, new Ledger(database)).open())
                    .singleElement()
                    .satisfies(item -> assertThat(item.code().display()).isEqualTo(CANARY));
            assertThat(new Rekeying(database).run())
                    .as("the one that was not sealed")
                    .isEqualTo(1);
        }
        for (PayloadKeys wrong : List.of(PayloadKeys.NONE, PayloadKeys.of(key(2), Optional.empty()))) {
            assertThatThrownBy(() -> Database.open(settings.with(wrong)))
                    .isInstanceOf(StateUnavailableException.class)
                    .hasMessageContaining("state.payloadKeyFile")
                    .extracting(failure -> ((StateUnavailableException) failure).problem())
                    .isEqualTo(StateUnavailableException.Problem.WRONG_KEY);
        }
        try (Database database = Database.open(settings.with(PayloadKeys.of(key(2), Optional.of(key(1)))))) {
            assertThat(new Rekeying(database).run()).isEqualTo(3);
            assertThat(new Rekeying(database).run()).isZero();
        }
        try (Database database = Database.open(settings.with(PayloadKeys.of(key(2), Optional.empty())))) {
            assertThat(letters(database).payload(plain)).contains(CANARY.getBytes(UTF_8));
        }
    }

    private static String stored(Database database, LetterId id) {
        return database.inTransaction(transaction -> transaction
                .first(
                        row -> new String(row.bytes("payload"), UTF_8),
                        "select payload from dead_letter_payload where letter_id = ?",
                        id.number())
                .orElseThrow());
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    /** Every text and every payload that stands in any table. */
    private static String dump(Database database) {
        StringBuilder all = new StringBuilder();
        for (String table : List.of(
                "patient_unit",
                "unit_step",
                "screening_result",
                "write_intent",
                "dead_letter",
                "dead_letter_subject",
                "dead_letter_waiting",
                "audit_entry")) {
            database.inTransaction(transaction -> transaction.query(
                    row -> all.append(row.text("everything")),
                    "select cast(" + columns(table) + " as varchar) as everything from " + table + " t"));
        }
        for (String table : List.of("dead_letter_payload", "record_correction")) {
            database.inTransaction(transaction -> transaction.query(
                    row -> row.longNumber("letter_id") == 3 ? all : all.append(new String(row.bytes("payload"), UTF_8)),
                    "select letter_id, payload from " + table));
        }
        return all.toString();
    }

    private static String columns(String table) {
        return switch (table) {
            case "patient_unit" -> "t.patient_id || t.requested_patient || coalesce(t.waiting_patient, '')";
            case "unit_step" -> "t.detail";
            case "screening_result" -> "t.patient_id || t.screening";
            case "dead_letter" -> "t.place || t.line || t.note || coalesce(t.patient_token, '')";
            case "audit_entry" -> "t.detail || t.actor";
            default -> "t.patient_id";
        };
    }

    private static UnclassifiedCode text() {
        return new UnclassifiedCode(
                RecordKind.CONDITION, new ResourceRef("Condition", "1", ""), new Code("", "", CANARY));
    }

    private static PatientUnit claim(Ledger ledger) {
        return ledger.claim("north", 1, "w", NOON, Duration.ofMinutes(5)).get(0);
    }

    private static DeadLetters letters(Database database) {
        return new DeadLetters(database, new Ledger(database));
    }

    private static NewDeadLetter letter(String place, PatientKey patient) {
        return NewDeadLetter.of(
                "north",
                place,
                Optional.of(patient),
                Reason.UNREADABLE,
                CANARY.getBytes(StandardCharsets.UTF_8),
                "application/fhir+json");
    }
}
