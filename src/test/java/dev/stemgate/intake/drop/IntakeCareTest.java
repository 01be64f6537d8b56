// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.CodeCheck;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.DeskPorts;
import dev.stemgate.deadletter.LetterErasure;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.RecordCheck;
import dev.stemgate.deadletter.RecordEdit;
import dev.stemgate.deadletter.ReplayItem;
import dev.stemgate.deadletter.ReplaySelection;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Backups;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.Forgetting;
import dev.stemgate.state.InputRetention;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputSubject;
import dev.stemgate.state.InputSubjects;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.LedgerErasure;
import dev.stemgate.state.PayloadKeys;
import dev.stemgate.state.Rekeying;
import dev.stemgate.state.Restore;
import dev.stemgate.state.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files said is sealed, backed up, erased and kept as long as is wanted, like everything else that is held of a patient. */
class IntakeCareTest {

    private static final PatientKey A = new PatientKey("ehr", "a");
    private static final Actor WHO = new Actor(Actor.Way.COMMAND, "root");
    private static final String CANARY = "Canary Person has a lump";
    private static final String HEADER = "START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION\n";
    private static final String TOO_SHORT = "2015-11-18,,p,e,http://snomed.info/sct";
    private static final RecordCheck RECORDS = new RecordCheck() {
        @Override
        public Optional<String> problem(byte[] record) {
            return Optional.empty();
        }

        @Override
        public Optional<String> patientId(byte[] record) {
            return Optional.empty();
        }
    };

    @TempDir
    Path folder;

    @Test
    void recordsAreSealedAndSealedAnewWithTheNextKey() {
        DatabaseSettings settings = TestDatabase.H2.settings(folder);
        try (Database database = Database.open(settings)) {
            take(database, "0.ndjson", condition("c"));
        }
        PayloadKeys first = PayloadKeys.of(key(1), Optional.empty());
        try (Database database = Database.open(settings.with(first))) {
            assertThat(stored(database)).as("from before the key").contains(CANARY);
            take(database, "1.csv", HEADER + TOO_SHORT + ",4711," + CANARY + "\n");
            everyoneIsA(database);
            assertThat(new Rekeying(database).run())
                    .as("the record and the patient of before")
                    .isEqualTo(2);
            assertThat(stored(database)).doesNotContain(CANARY);
            assertThat(kept(database)).hasSize(2).allSatisfy(json -> assertThat(json)
                    .contains(CANARY));
        }
        try (Database database = Database.open(settings.with(PayloadKeys.of(key(2), Optional.of(key(1)))))) {
            assertThat(new Rekeying(database).run())
                    .as("two records and their patient")
                    .isEqualTo(3);
        }
        try (Database database = Database.open(settings.with(PayloadKeys.of(key(2), Optional.empty())))) {
            assertThat(kept(database)).hasSize(2).allSatisfy(json -> assertThat(json)
                    .contains(CANARY));
        }
    }

    @Test
    void aBackupHoldsWhatFilesSaid() throws IOException {
        DatabaseSettings settings = TestDatabase.H2.settings(folder);
        Path copy = folder.resolve("copy.zip");
        try (Database database = Database.open(settings)) {
            take(database, "1.ndjson", condition("c"));
            everyoneIsA(database);
            new Backups(database, settings).write(copy, WHO, Instant.now());
            take(database, "2.ndjson", condition("d"));
        }
        new Restore(settings).from(copy, WHO, Instant.now());
        try (Database database = Database.open(settings)) {
            assertThat(kept(database)).hasSize(1);
            assertThat(store(database).files().named("2.ndjson")).isEmpty();
        }
    }

    @Test
    void aForgottenPatientLeavesNothingOfFilesAndOfACorrectedLine() {
        try (Database database = TestDatabase.H2.open(folder)) {
            take(database, "1.csv", HEADER + TOO_SHORT + "\n");
            DeadLetter letter = letters(database).find(LetterFilter.open()).get(0);
            DeadLetterDesk desk = desk(database);
            desk.correct(letter.id(), new RecordEdit.Whole((TOO_SHORT + ",1," + CANARY).getBytes(UTF_8)), WHO);
            assertThat(desk.replay(ReplaySelection.of(letter.id()), WHO).items())
                    .extracting(ReplayItem::decision)
                    .containsExactly(ReplayItem.Decision.REPLAY);
            everyoneIsA(database);
            take(database, "2.csv", HEADER + "2016-11-18,,q,e,s,2,other\n" + TOO_SHORT + "\n");
            everyoneIsA(database);
            assertThat(letters(database).find(LetterFilter.open()))
                    .as("corrected before")
                    .isEmpty();
            assertThat(letters(database).find(LetterFilter.all())).hasSize(2);
            Map<InputState, Long> before = store(database).files().counts("drops");

            new Forgetting(
                            database,
                            List.of(
                                    new LedgerErasure(),
                                    new LetterErasure(database),
                                    new IntakeErasure(new InputSubjects(database))))
                    .forget(A, WHO, Instant.now());
            assertThat(stored(database)).isEmpty();
            assertThat(letters(database).find(LetterFilter.all())).hasSize(2).allSatisfy(each -> assertThat(
                            letters(database).payload(each.id()))
                    .isEmpty());
            assertThat(store(database).subjects().matchedTo(A)).isEmpty();
            assertThat(store(database).files().counts("drops")).isEqualTo(before);
        }
    }

    @Test
    void anOldCorrectionDoesNotReplaceWhatTheSourceSaidSince() {
        try (Database database = TestDatabase.H2.open(folder)) {
            take(database, "1.csv", HEADER + TOO_SHORT + "\n");
            DeadLetter letter = letters(database).find(LetterFilter.open()).get(0);
            take(database, "2.csv", HEADER + TOO_SHORT + ",1,the newer word\n");
            everyoneIsA(database);
            DeadLetterDesk desk = desk(database);
            desk.correct(letter.id(), new RecordEdit.Whole((TOO_SHORT + ",1," + CANARY).getBytes(UTF_8)), WHO);
            desk.replay(ReplaySelection.of(letter.id()), WHO);
            everyoneIsA(database);
            assertThat(kept(database)).singleElement().asString().contains("the newer word");
        }
    }

    @Test
    void retentionKeepsWhatCounts() {
        try (Database database = TestDatabase.H2.open(folder)) {
            take(database, "1.ndjson", condition("c"));
            everyoneIsA(database);
            take(database, "2.ndjson", condition("c").replace("lump", "bump"));
            everyoneIsA(database);
            Instant later = Instant.now().plusSeconds(60);
            assertThat(new InputRetention(database).deleteSettledBefore(Instant.EPOCH))
                    .isZero();
            assertThat(new InputRetention(database).deleteSettledBefore(later))
                    .as("the record that was replaced")
                    .isPositive();
            assertThat(kept(database)).hasSize(1);
            take(database, "3.ndjson", condition("c"));
            assertThat(store(database).files().named("3.ndjson").get(0).line())
                    .as("known by its content")
                    .contains("was taken as 1.ndjson");
        }
    }

    private SourceSettings source() {
        return new SourceSettings(
                "drops",
                "ehr",
                folder.resolve("in"),
                "auto",
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of(),
                false,
                Optional.of(Path.of("routes/sources/csv/synthea.yaml").toAbsolutePath()));
    }

    private static DeadLetters letters(Database database) {
        return new DeadLetters(database, new Ledger(database));
    }

    private static IntakeStore store(Database database) {
        return IntakeStore.of(database, letters(database), new Ledger(database));
    }

    private DeadLetterDesk desk(Database database) {
        CodeCheck none = item -> false;
        RecordDesk records =
                new RecordDesk(store(database), new Formats(Map.of()), List.of(source()), Clock.systemUTC());
        return new DeadLetterDesk(
                database,
                new Ledger(database),
                new DeskPorts(RECORDS, none, new FileReprocessing(records, Set.of("drops")), Preview.NONE),
                Clock.systemUTC());
    }

    private void take(Database database, String name, String content) {
        try {
            Files.createDirectories(source().folder());
            Path file = Files.writeString(source().folder().resolve(name), content);
            new FileIntake(store(database), new Formats(Map.of()), Clock.systemUTC()).take(source(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void everyoneIsA(Database database) {
        SubjectSettling settling = new SubjectSettling(store(database), Clock.systemUTC());
        for (InputSubject subject : store(database).subjects().waiting("ehr", 100)) {
            settling.settle(subject, new MatchDecision.Certain("a"));
        }
    }

    private static List<String> kept(Database database) {
        return store(database).records().of(A).stream()
                .map(record -> new String(record.content(), UTF_8))
                .toList();
    }

    /** What stands in the columns of all records. */
    private static String stored(Database database) {
        StringBuilder all = new StringBuilder();
        for (String column : List.of("content", "original")) {
            database.inTransaction(transaction -> transaction.query(
                    row -> all.append(new String(row.bytes(column), UTF_8)),
                    "select " + column + " from imported_record where " + column + " is not null"));
        }
        return all.toString();
    }

    private static String condition(String id) {
        return "{\"resourceType\":\"Condition\",\"id\":\"" + id + "\",\"code\":{\"text\":\"" + CANARY
                + "\"},\"subject\":{\"reference\":\"Patient/p\"}}\n";
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
