// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static dev.stemgate.state.Screenings.DAY;
import static dev.stemgate.state.Screenings.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ResultsTest {

    @Parameter
    private TestDatabase store;

    private static final String EHR = "north";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PatientKey ANNA = new PatientKey(EHR, "anna");
    private static final ObservationVersion FIRST = new ObservationVersion("obs-1", "1");

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private Results results;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        results = new Results(database, ledger);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasWrittenIsTheLastResultAndItsUnitIsClosed() {
        PatientUnit unit = unit();
        Judgement judgement = judged(DAY, Outcome.CONTRAINDICATED, NOON);
        results.recordWriteIntent(unit, judgement, NOON);
        assertThat(results.intent(ANNA, MODEL)).contains(new WriteIntent(judgement.fingerprint(), unit.id(), NOON));

        results.finishWritten(unit, judgement, FIRST, EntryCounts.of(3, 0, 0, 0), NOON);

        assertThat(results.intent(ANNA, MODEL)).isEmpty();
        assertThat(results.last(ANNA, MODEL))
                .contains(new StoredResult(
                        judgement.screening(),
                        judgement.fingerprint(),
                        ResultStatus.WRITTEN,
                        NOON,
                        DAY,
                        DAY.plusDays(30),
                        FIRST,
                        NOON,
                        unit.id()));
        assertThat(ledger.trace(unit.id()).orElseThrow().unit().state()).isEqualTo(UnitState.WRITTEN);
        assertThat(results.all(ANNA)).hasSize(1);
    }

    @Test
    void anEqualResultConfirmsTheOneThatIsThere() {
        write(DAY, Outcome.CAUTION, NOON);
        PatientUnit again = unit();
        Judgement same = judged(DAY.plusDays(2), Outcome.CAUTION, NOON.plus(Duration.ofDays(2)));
        Judgement equal = new Judgement(
                same.screening(), results.last(ANNA, MODEL).orElseThrow().fingerprint(), same.evaluatedAt());

        results.finishUnchanged(again, equal, EntryCounts.NONE, NOON);

        StoredResult last = results.last(ANNA, MODEL).orElseThrow();
        assertThat(last.screening().asOf()).isEqualTo(DAY);
        assertThat(last.lastConfirmedOn()).isEqualTo(DAY.plusDays(2));
        assertThat(last.validUntil()).isEqualTo(DAY.plusDays(32));
        assertThat(ledger.counts(EHR)).containsEntry(UnitState.UNCHANGED, 1L).containsEntry(UnitState.WRITTEN, 1L);
    }

    @Test
    void nothingIsUnchangedWithoutAnEqualResult() {
        PatientUnit unit = unit();

        assertThatThrownBy(
                        () -> results.finishUnchanged(unit, judged(DAY, Outcome.CAUTION, NOON), EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ledger.openCount(EHR)).isEqualTo(1);
    }

    @Test
    void anOlderResultNeitherOverwritesNorClosesNorMayBeWritten() {
        write(DAY, Outcome.CAUTION, NOON);
        PatientUnit replay = unit();
        Judgement older = judged(DAY, Outcome.NO_CONTRAINDICATION_FOUND, NOON.minusSeconds(1));
        Judgement earlierDay = judged(DAY.minusDays(1), Outcome.NO_CONTRAINDICATION_FOUND, NOON.plusSeconds(1));

        assertThatThrownBy(() -> results.recordWriteIntent(replay, older, NOON))
                .isInstanceOf(NewerResultException.class);
        assertThatThrownBy(() -> results.finishWritten(replay, older, FIRST, EntryCounts.NONE, NOON))
                .isInstanceOf(NewerResultException.class);
        assertThatThrownBy(() -> results.finishHeld(replay, earlierDay, "", EntryCounts.NONE, NOON))
                .isInstanceOf(NewerResultException.class);

        assertThat(results.last(ANNA, MODEL).orElseThrow().screening().outcome())
                .isEqualTo(Outcome.CAUTION);
        assertThat(ledger.openCount(EHR)).isEqualTo(1);
        ledger.close(replay, UnitState.UNCHANGED, NewerResultException.REASON, EntryCounts.NONE, NOON);
    }

    @Test
    void aLostClaimRecordsNothing() {
        PatientUnit lost = unit();
        ledger.releaseAbandoned("worker", NOON);
        Judgement judgement = judged(DAY, Outcome.CAUTION, NOON);

        assertThatThrownBy(() -> results.recordWriteIntent(lost, judgement, NOON))
                .isInstanceOf(IllegalUnitTransition.class);
        assertThatThrownBy(() -> results.finishWritten(lost, judgement, FIRST, EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalUnitTransition.class);
        assertThat(results.last(ANNA, MODEL)).isEmpty();
        assertThat(results.intent(ANNA, MODEL)).isEmpty();
    }

    @Test
    void aResultOfAnotherPatientIsRefused() {
        ledger.request(new PatientKey(EHR, "bert"), Trigger.COHORT, NOON);
        PatientUnit bert =
                ledger.claim(EHR, 1, "worker", NOON, Duration.ofMinutes(1)).get(0);

        assertThatThrownBy(() ->
                        results.finishWritten(bert, judged(DAY, Outcome.CAUTION, NOON), FIRST, EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeldResultStandsBesideTheWrittenOneUntilOneIsWritten() {
        write(DAY, Outcome.CAUTION, NOON);
        results.finishHeld(
                unit(),
                judged(DAY.plusDays(1), Outcome.CONTRAINDICATED, NOON.plusSeconds(1)),
                "mass-change",
                EntryCounts.NONE,
                NOON);

        assertThat(results.last(ANNA, MODEL).orElseThrow().status()).isEqualTo(ResultStatus.HELD);
        assertThat(results.lastWritten(ANNA, MODEL).orElseThrow().observation()).isEqualTo(FIRST);
        assertThat(results.outcomeCounts(EHR))
                .containsEntry(Outcome.CONTRAINDICATED, 1L)
                .containsEntry(Outcome.CAUTION, 0L);

        write(DAY.plusDays(2), Outcome.CONTRAINDICATED, NOON.plusSeconds(2));
        assertThat(results.last(ANNA, MODEL).orElseThrow().status()).isEqualTo(ResultStatus.WRITTEN);
    }

    @Test
    void patientsAreDueWhenTheirValidUntilHasCome() {
        write(DAY, Outcome.CAUTION, NOON);
        LocalDate until = DAY.plusDays(30);

        assertThat(results.dueForRescreen(EHR, until.minusDays(1))).isEmpty();
        assertThat(results.dueForRescreen(EHR, until)).containsExactly("anna");
        assertThat(results.dueForRescreen("south", until)).isEmpty();
    }

    @Test
    void aDuePatientIsRequestedOnceADay() {
        write(DAY, Outcome.CAUTION, NOON);
        LocalDate until = DAY.plusDays(30);

        assertThat(results.requestDue(EHR, until, NOON)).isEqualTo(new Requested(1, 0));
        assertThat(results.requestDue(EHR, until, NOON)).isEqualTo(new Requested(0, 0));
        ledger.close(unit(), UnitState.DEAD_LETTERED, "patient-not-found", EntryCounts.NONE, NOON);
        assertThat(results.requestDue(EHR, until, NOON)).isEqualTo(new Requested(0, 0));
        assertThat(results.requestDue(EHR, until.plusDays(1), NOON)).isEqualTo(new Requested(1, 0));
    }

    private void write(LocalDate asOf, Outcome outcome, Instant at) {
        results.finishWritten(unit(), judged(asOf, outcome, at), FIRST, EntryCounts.NONE, at);
    }

    private PatientUnit unit() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        return ledger.claim(EHR, 1, "worker", NOON, Duration.ofMinutes(1)).get(0);
    }

    private static Judgement judged(LocalDate asOf, Outcome outcome, Instant at) {
        return Judgement.of(Screenings.of(ANNA, asOf, outcome), at);
    }
}
