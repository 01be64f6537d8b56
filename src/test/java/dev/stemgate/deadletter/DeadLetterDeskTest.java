// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.deadletter.ReplayItem.Decision;
import dev.stemgate.model.Code;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.Actor;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.TestDatabase;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeadLetterDeskTest {

    @Parameter
    private TestDatabase store;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PatientKey ANNA = new PatientKey("north", "anna");
    private static final PatientKey BERT = new PatientKey("north", "bert");
    private static final Actor WHO = Actor.ofPage("dr-who");
    private static final String BROKEN =
            "{\"resourceType\":\"Condition\",\"id\":\"1\",\"onsetDateTime\":\"soon\",\"code\":{\"text\":\"Canary\"}}";

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private DeadLetters letters;
    private DeadLetterDesk desk;
    private final Set<String> classified = new HashSet<>();

    /** Reads everything but what says "soon". */
    private static final RecordCheck RECORDS = new RecordCheck() {
        @Override
        public Optional<String> problem(byte[] record) {
            return new String(record, UTF_8).contains("soon") ? Optional.of("onset is not a date") : Optional.empty();
        }

        @Override
        public Optional<String> patientId(byte[] record) {
            return Optional.empty();
        }
    };

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        letters = new DeadLetters(database, ledger);
        desk = desk(Reprocessing.NONE);
    }

    private DeadLetterDesk desk(Reprocessing reprocessing) {
        CodeCheck codes = item -> classified.contains(item.code().code());
        return new DeadLetterDesk(
                database,
                ledger,
                new DeskPorts(RECORDS, codes, reprocessing, Preview.NONE),
                Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void lettersAreListedNewestFirstAPageAtATime() {
        for (int i = 0; i < 7; i++) {
            put("Condition/" + i, Reason.UNREADABLE, ANNA);
        }
        LetterPage page = desk.list(LetterFilter.open(), 2, 3);

        assertThat(page.total()).isEqualTo(7);
        assertThat(page.letters())
                .extracting(DeadLetter::place)
                .containsExactly("Condition/4", "Condition/3", "Condition/2");
    }

    @Test
    void lettersAreCountedByReasonSourceStateAndAge() {
        letters.put(letter("Condition/1", Reason.UNREADABLE, ANNA), NOON.minus(Duration.ofDays(40)));
        letters.put(letter("Condition/2", Reason.UNREADABLE, ANNA), NOON.minus(Duration.ofDays(3)));
        LetterId settled = put("Patient/bert", Reason.CONFLICT, BERT);
        desk.resolve(settled, "one was removed", WHO);

        LetterCounts all = desk.counts(LetterFilter.all());
        assertThat(all.byReason()).isEqualTo(Map.of(Reason.UNREADABLE, 2L, Reason.CONFLICT, 1L));
        assertThat(all.bySource()).isEqualTo(Map.of("north", 3L));
        assertThat(all.byState()).isEqualTo(Map.of(LetterState.OPEN, 2L, LetterState.RESOLVED, 1L));
        assertThat(all.byAge())
                .isEqualTo(Map.of(
                        LetterCounts.Age.LAST_DAY, 1L, LetterCounts.Age.LAST_WEEK, 1L, LetterCounts.Age.OLDER, 1L));
        assertThat(desk.counts(LetterFilter.open()).total()).isEqualTo(2);
    }

    @Test
    void metadataHoldsNoPatientIdAndThePersonWhoAsksSeesIt() {
        LetterId unit = put("Patient/anna", Reason.REFUSED_BY_EHR, ANNA);
        LetterId page = put("Condition?patient=anna", Reason.MALFORMED_PAGE, ANNA);

        assertThat(desk.list(LetterFilter.all(), 0, 10).toString()).doesNotContain("anna");
        assertThat(desk.export(unit, WHO)).doesNotContain("anna").contains("Patient/#");
        assertThat(desk.list(LetterFilter.all().of(ANNA), 0, 10).letters())
                .extracting(DeadLetter::id)
                .containsExactly(page, unit);
        assertThat(desk.list(LetterFilter.all().of(BERT), 0, 10).total()).isZero();
        LetterDetail detail = desk.show(unit, WHO);
        assertThat(detail.patient()).contains(ANNA);
        assertThat(detail.toString()).doesNotContain("anna");
        assertThat(letters.supersede("north", List.of("Patient/anna"), "fine", NOON))
                .isEqualTo(1);
    }

    @Test
    void lookingChangingAndExportingIsAuditedWithWho() {
        LetterId id = put("Condition/1", Reason.UNREADABLE, ANNA);
        desk.show(id, WHO);
        desk.correct(id, set("onsetDateTime", "2020"), WHO);
        desk.preview(ReplaySelection.of(id), ModelView.OLD, WHO);
        desk.replay(ReplaySelection.of(id), WHO);
        desk.export(id, WHO);
        desk.resolve(id, "repaired", new Actor(Actor.Way.COMMAND, "root"));

        assertThat(desk.auditOf(id))
                .extracting(AuditEntry::actor, AuditEntry::action)
                .containsExactly(
                        tuple("page:dr-who", AuditEntry.Action.VIEWED),
                        tuple("page:dr-who", AuditEntry.Action.CORRECTED),
                        tuple("page:dr-who", AuditEntry.Action.REPLAY_PREVIEWED),
                        tuple("page:dr-who", AuditEntry.Action.REPLAY_REQUESTED),
                        tuple("page:dr-who", AuditEntry.Action.EXPORTED),
                        tuple("command:root", AuditEntry.Action.RESOLVED));
        assertThat(desk.auditOf(id).toString()).doesNotContain("anna").doesNotContain("2020");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void anExportHoldsNothingOfTheRecord() {
        LetterId id = put("Condition/mrn-4711", Reason.UNREADABLE, ANNA);
        assertThat(desk.export(id, WHO))
                .contains("\"reason\":\"unreadable\"", "Condition/#", "\"bytes\":" + BROKEN.length())
                .doesNotContain("Canary")
                .doesNotContain("mrn-4711")
                .doesNotContain("anna");
    }

    @Test
    void aReplayIsOneRequestHoweverOftenItIsAskedFor() {
        LetterId id = put("Patient/anna", Reason.REFUSED_BY_EHR, ANNA);

        ReplayReport first = desk.replay(ReplaySelection.of(id), WHO);
        ReplayReport again = desk.replay(ReplaySelection.of(id), WHO);

        assertThat(first.items()).extracting(ReplayItem::decision).containsExactly(Decision.REPLAY);
        assertThat(again.items()).extracting(ReplayItem::decision).containsExactly(Decision.UNDER_WAY);
        assertThat(again.items().get(0).units()).isEqualTo(first.items().get(0).units());
        assertThat(ledger.openCount("north")).isEqualTo(1);
        assertThat(letters.get(id).orElseThrow().attempts()).isEqualTo(1);
        close(finish(), UnitState.WRITTEN);
        assertThat(desk.show(id, WHO).letter().state()).isEqualTo(LetterState.REPLAYED);
        assertThat(desk.replay(ReplaySelection.of(id), WHO).items())
                .extracting(ReplayItem::decision)
                .containsExactly(Decision.SETTLED);
        assertThat(ledger.openCount("north")).isZero();
    }

    @Test
    void twentyWhoAskAtOnceGetOneReplay() throws Exception {
        LetterId id = put("Patient/anna", Reason.REFUSED_BY_EHR, ANNA);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ReplayReport>> asking =
                    Collections.nCopies(20, () -> desk.replay(ReplaySelection.of(id), WHO));
            long replayed = 0;
            for (Future<ReplayReport> report : threads.invokeAll(asking)) {
                replayed += report.get().count(Decision.REPLAY);
            }
            assertThat(replayed).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(ledger.openCount("north")).isEqualTo(1);
        assertThat(letters.get(id).orElseThrow().attempts()).isEqualTo(1);
        assertThat(desk.show(id, WHO).replays()).hasSize(1);
    }

    @Test
    void eightWhoSettleAtOnceCloseTheLetterOnce() throws Exception {
        LetterId id = put("Patient/anna", Reason.REFUSED_BY_EHR, ANNA);
        desk.replay(ReplaySelection.of(id), WHO);
        close(finish(), UnitState.WRITTEN);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> settling =
                    Collections.nCopies(8, () -> new ReplaySettlement(database).settle(NOON.plusSeconds(800)));
            int settled = 0;
            for (Future<Integer> some : threads.invokeAll(settling)) {
                settled += some.get();
            }
            assertThat(settled).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(letters.get(id).orElseThrow().state()).isEqualTo(LetterState.REPLAYED);
        assertThat(desk.auditOf(id))
                .filteredOn(entry -> entry.action() == AuditEntry.Action.REPLAY_SETTLED)
                .hasSize(1);
    }

    @Test
    void aLetterWhoseCauseIsStillThereStaysOpenAndCanBeReplayedAgain() {
        LetterId id = put("Patient/anna", Reason.REFUSED_BY_EHR, ANNA);
        desk.replay(ReplaySelection.of(id), WHO);
        letters.finishDeadLettered(
                finish(), letter("Patient/anna", Reason.REFUSED_BY_EHR, ANNA), EntryCounts.NONE, NOON.plusSeconds(700));

        LetterDetail after = desk.show(id, WHO);
        assertThat(after.letter().state()).isEqualTo(LetterState.OPEN);
        assertThat(after.replays())
                .extracting(Replay::outcome)
                .containsExactly(Optional.of(Replay.Outcome.STILL_THERE));
        assertThat(desk.replay(ReplaySelection.of(id), WHO).count(Decision.REPLAY))
                .isEqualTo(1);
        assertThat(letters.get(id).orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void aRecordThatWasNotMetProvesNothing() {
        LetterId id = put("Condition/1", Reason.UNREADABLE, ANNA);
        desk.replay(ReplaySelection.of(id).thoughTheBytesFail(), WHO);
        close(finish(), UnitState.UNCHANGED);

        LetterDetail after = desk.show(id, WHO);
        assertThat(after.letter().state()).isEqualTo(LetterState.OPEN);
        assertThat(after.replays()).extracting(Replay::outcome).containsExactly(Optional.of(Replay.Outcome.NOT_MET));
    }

    @Test
    void aRecordThatReadsFineNowIsReplayed() {
        LetterId id = put("Condition/1", Reason.UNREADABLE, ANNA);
        desk.replay(ReplaySelection.of(id).thoughTheBytesFail(), WHO);
        letters.supersede("north", List.of("Condition/1"), "fine", NOON.plusSeconds(650));
        close(finish(), UnitState.WRITTEN);

        assertThat(desk.show(id, WHO).letter().state()).isEqualTo(LetterState.REPLAYED);
        assertThat(new ReplaySettlement(database).settle(NOON.plusSeconds(900))).isZero();
    }

    @Test
    void bytesThatCannotBeReadAreRefusedUntilTheyAreCorrected() {
        LetterId id = put("Condition/1", Reason.UNREADABLE, ANNA);
        assertThat(desk.replay(ReplaySelection.of(id), WHO).items())
                .extracting(ReplayItem::decision)
                .containsExactly(Decision.REFUSED);
        assertThat(ledger.openCount("north")).isZero();

        assertThatThrownBy(() -> desk.correct(id, set("onsetDateTime", "very soon"), WHO))
                .isInstanceOf(CorrectionRefusedException.class)
                .hasMessageContaining("onset is not a date")
                .hasMessageNotContaining("very soon");
        assertThatThrownBy(() -> desk.correct(id, set("/id", "2"), WHO))
                .isInstanceOf(CorrectionRefusedException.class)
                .hasMessageContaining("another id");
        Correction made = desk.correct(id, set("Condition.onsetDateTime", "2020-05"), WHO);
        assertThat(made.paths()).containsExactly("/onsetDateTime");
        assertThat(desk.replay(ReplaySelection.of(id), WHO).count(Decision.REPLAY))
                .isEqualTo(1);
    }

    @Test
    void anUnclassifiedCodeIsRefusedUntilSomebodyClassifiesIt() {
        UnclassifiedCode code = new UnclassifiedCode(
                RecordKind.CONDITION, new ResourceRef("Condition", "1", ""), new Code("urn:local", "X1", "thing"));
        LetterId id = letters.unclassified(ANNA, code, "1", NOON);
        letters.unclassified(BERT, code, "1", NOON.plusSeconds(1));

        assertThat(desk.preview(ReplaySelection.of(Reason.UNCLASSIFIED_CODE, Optional.empty()), ModelView.OLD, WHO)
                        .items())
                .extracting(ReplayItem::decision)
                .containsExactly(Decision.REFUSED);
        classified.add("X1");
        ReplayReport dry = desk.preview(ReplaySelection.of(id), ModelView.OLD, WHO);
        assertThat(dry.items().get(0).patients())
                .extracting(ReplayItem.Expectation::patient)
                .containsExactly(ANNA, BERT);
        assertThat(ledger.openCount("north")).as("a dry run asks for nothing").isZero();
        assertThat(desk.replay(ReplaySelection.of(id), WHO).items().get(0).units())
                .hasSize(2);
        WorkList work = new WorkList(database, ledger);
        work.waitsFor(ANNA, List.of(), "2", NOON.plusSeconds(700));
        work.waitsFor(BERT, List.of(), "2", NOON.plusSeconds(700));
        close(finish(), UnitState.WRITTEN);
        assertThat(desk.show(id, WHO).letter().state()).isEqualTo(LetterState.RESOLVED);
        close(finish(), UnitState.WRITTEN);
        assertThat(desk.show(id, WHO).letter().state()).isEqualTo(LetterState.REPLAYED);
    }

    @Test
    void anEhrThatIsDownGetsTheRequestLater() {
        new EhrStatus(database).markDown("north", "http-503", NOON);
        LetterId id = put("Patient/anna", Reason.REFUSED_BY_EHR, ANNA);
        ReplayItem item = desk.replay(ReplaySelection.of(id), WHO).items().get(0);
        assertThat(item.decision()).isEqualTo(Decision.REPLAY);
        assertThat(item.why()).contains("north is down: the request waits");
    }

    @Test
    void whatIsSettledIsNotChanged() {
        LetterId id = put("Condition/1", Reason.UNREADABLE, ANNA);
        desk.resolve(id, "known", WHO);
        assertThatThrownBy(() -> desk.resolve(id, "again", WHO)).isInstanceOf(LetterClosedException.class);
        assertThatThrownBy(() -> desk.correct(id, set("onsetDateTime", "2020"), WHO))
                .isInstanceOf(LetterClosedException.class);
        assertThatThrownBy(() -> desk.show(new LetterId(99), WHO)).isInstanceOf(UnknownLetterException.class);
        assertThatThrownBy(() -> desk.resolve(id, " ", WHO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordOfAFileIsTakenInAgainOnceInTheTransactionOfTheReplay() {
        FileAgain files = new FileAgain();
        DeadLetterDesk withFiles = desk(files);
        LetterId id = letters.put(
                NewDeadLetter.of(
                        "drop",
                        "batch.csv:17",
                        Optional.empty(),
                        Reason.UNMATCHED_PATIENT,
                        "x;y".getBytes(UTF_8),
                        "text/csv"),
                NOON);
        files.patients = List.of();
        assertThat(withFiles.replay(ReplaySelection.of(id), WHO).items())
                .extracting(ReplayItem::decision)
                .containsExactly(Decision.REFUSED);
        files.patients = List.of(ANNA);
        withFiles.correct(id, new RecordEdit.Whole("x;z".getBytes(UTF_8)), WHO);
        ReplayItem done = withFiles.replay(ReplaySelection.of(id), WHO).items().get(0);
        assertThat(done.decision()).isEqualTo(Decision.REPLAY);
        assertThat(done.units()).hasSize(1);
        assertThat(files.last).isEqualTo("x;z");
        assertThat(letters.get(id).orElseThrow().state()).isEqualTo(LetterState.REPLAYED);
        assertThat(withFiles.replay(ReplaySelection.of(id), WHO).count(Decision.SETTLED))
                .isEqualTo(1);
    }

    /** A file source that takes in what a test says. */
    private static final class FileAgain implements Reprocessing {
        private List<PatientKey> patients = List.of();
        private String last = "";

        @Override
        public boolean knows(String source) {
            return source.equals("drop");
        }

        @Override
        public Optional<String> problem(DeadLetter letter, byte[] record) {
            return Optional.empty();
        }

        @Override
        public boolean isMatchable(DeadLetter letter) {
            return true;
        }

        @Override
        public Optional<PatientKey> key(DeadLetter letter, String patientId) {
            return Optional.of(new PatientKey("north", patientId));
        }

        @Override
        public boolean assign(DeadLetter letter, PatientKey patient) {
            return patients.contains(patient);
        }

        @Override
        public List<PatientCandidate> candidates(DeadLetter letter) {
            return List.of(new PatientCandidate(BERT, "1990", "male"));
        }

        @Override
        public Optional<byte[]> withCells(DeadLetter letter, byte[] record, Map<String, String> cells) {
            return Optional.empty();
        }

        @Override
        public Result process(DeadLetter letter, byte[] record) {
            last = new String(record, UTF_8);
            return patients.isEmpty()
                    ? new Result.StillRefused(Reason.UNMATCHED_PATIENT, "nobody of that identifier")
                    : new Result.Accepted(patients);
        }
    }

    private PatientUnit finish() {
        return ledger.claim("north", 1, "w", NOON.plusSeconds(620), Duration.ofMinutes(5))
                .get(0);
    }

    private void close(PatientUnit unit, UnitState state) {
        ledger.close(unit, state, "", EntryCounts.NONE, NOON.plusSeconds(700));
    }

    private LetterId put(String place, Reason reason, PatientKey patient) {
        return letters.put(letter(place, reason, patient), NOON);
    }

    private static RecordEdit set(String path, String value) {
        return new RecordEdit.Elements(Map.of(path, value));
    }

    private static NewDeadLetter letter(String place, Reason reason, PatientKey patient) {
        return NewDeadLetter.of(
                "north", place, Optional.of(patient), reason, BROKEN.getBytes(UTF_8), "application/fhir+json");
    }
}
