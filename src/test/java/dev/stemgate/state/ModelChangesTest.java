// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The mass-change guard: what is held while the share is unknown, when it turns, and what a person can do. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ModelChangesTest {

    private static final String EHR = "north";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ModelVersion NEW = new ModelVersion(Screenings.MODEL, "0.2.0", "def");
    private static final Outcome SAME = Outcome.CAUTION;
    private static final Outcome OTHER = Outcome.CONTRAINDICATED;

    @Parameter
    private TestDatabase store;

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private Results results;
    private ModelChanges changes;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        results = new Results(database, ledger);
        changes = new ModelChanges(database, ledger);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aHospitalWithoutResultsIsNotGuarded() {
        assertThat(begin().state()).isEqualTo(ModelChange.State.PASSED);
        assertThat(rule("anna", OTHER).holds()).isFalse();
    }

    @Test
    void resultsOfTheSameVersionAreNoChange() {
        written(3);
        ModelVersion same = new ModelVersion(Screenings.MODEL, "0.1.0", "abc");
        assertThat(changes.begin(EHR, same, 5, NOON).state()).isEqualTo(ModelChange.State.PASSED);
    }

    @Test
    void whatChangesAnOutcomeIsHeldUntilTheShareIsKnownAndWhatDoesNotIsWritten() {
        written(40);
        assertThat(begin()).satisfies(change -> {
            assertThat(change.state()).isEqualTo(ModelChange.State.OPEN);
            assertThat(change.patients()).isEqualTo(40);
        });
        assertThat(rule("p0", OTHER).holds()).isTrue();
        assertThat(rule("p1", SAME).holds()).isFalse();
        assertThat(rule("new-patient", OTHER).holds())
                .as("nothing of his stands there yet")
                .isFalse();
        assertThat(changes.of(EHR, NEW.id()).orElseThrow())
                .extracting(ModelChange::evaluated, ModelChange::changed)
                .containsExactly(2, 1);
    }

    @Test
    void aSmallShareIsWrittenAsSoonAsItCannotGrowAboveTheLimitAnyMore() {
        written(40);
        begin();
        hold("p0");
        assertThat(rule("p0", OTHER).holds()).isTrue();
        for (int i = 1; i < 38; i++) {
            assertThat(rule("p" + i, SAME).turned()).isFalse();
        }
        Ruling last = rule("p38", SAME);
        assertThat(last.turned())
                .as("1 changed, 1 unknown of 40 is 5 % at most")
                .isTrue();
        assertThat(last.change().state()).isEqualTo(ModelChange.State.PASSED);
        assertThat(pending()).as("what was held is asked for again").isEqualTo(1);
        assertThat(rule("p0", OTHER).holds()).isFalse();
    }

    @Test
    void aLargeShareStopsEverything() {
        written(40);
        begin();
        assertThat(rule("p0", OTHER).turned()).isFalse();
        assertThat(rule("p1", OTHER).turned()).isFalse();
        Ruling third = rule("p2", OTHER);
        assertThat(third.turned()).as("3 of 40 is more than 5 %").isTrue();
        assertThat(third.holds()).isTrue();
        assertThat(rule("p3", SAME).holds()).isTrue();
        assertThat(rule("new-patient", SAME).holds()).isTrue();
        assertThat(changes.shifts(third.change()))
                .containsExactly(new OutcomeShift(SAME, OTHER, 3), new OutcomeShift(SAME, SAME, 1));
    }

    @Test
    void thePersonWhoApprovesNamesTheVersionAndWhatWasHeldIsAskedForAgain() {
        written(3);
        begin();
        hold("p0");
        assertThat(rule("p0", OTHER).change().state()).isEqualTo(ModelChange.State.STOPPED);
        assertThat(changes.approve(EHR, NEW.id(), "0.9.9+zzz", NOON)).isEmpty();
        assertThat(changes.approve(EHR, NEW.id(), NEW.version(), NOON)).contains(new Requested(1, 0));
        assertThat(rule("p0", OTHER).holds()).isFalse();
        assertThat(changes.approve(EHR, NEW.id(), NEW.version(), NOON))
                .as("once")
                .isEmpty();
        assertThat(begin().state()).as("also after a restart").isEqualTo(ModelChange.State.APPROVED);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "19"})
    void aSmallHospitalWhoseOutcomesStayIsNeverLeftOpen(int patients) {
        written(patients);
        begin();
        IntStream.range(0, patients)
                .forEach(i -> assertThat(rule("p" + i, SAME).holds()).isFalse());
        assertThat(changes.of(EHR, NEW.id()).orElseThrow().state()).isEqualTo(ModelChange.State.PASSED);
    }

    @Test
    void whoCannotBeScreenedAnyMoreDoesNotKeepItOpen() {
        written(22);
        begin();
        hold("p0");
        rule("p0", OTHER);
        IntStream.range(1, 20).forEach(i -> rule("p" + i, SAME));
        assertThat(changes.of(EHR, NEW.id()).orElseThrow().state()).isEqualTo(ModelChange.State.OPEN);
        assertThat(changes.notScreened(key("p20"), NEW, 5, NOON))
                .hasValueSatisfying(ruling -> assertThat(ruling.turned()).isFalse());
        assertThat(changes.notScreened(key("p20"), NEW, 5, NOON))
                .hasValueSatisfying(
                        again -> assertThat(again.change().excluded()).isEqualTo(1));
        assertThat(changes.notScreened(key("p21"), NEW, 5, NOON))
                .hasValueSatisfying(ruling -> assertThat(ruling.turned()).isTrue());
        assertThat(changes.of(EHR, NEW.id()).orElseThrow())
                .satisfies(change -> assertThat(change.state()).isEqualTo(ModelChange.State.PASSED))
                .extracting(ModelChange::counted, ModelChange::unknown)
                .containsExactly(20, 0);
        assertThat(pending()).isEqualTo(1);
    }

    @Test
    void everyoneOfWhomItIsNotKnownIsAskedFor() {
        written(40);
        begin();
        rule("p0", SAME);
        assertThat(changes.requestUnknown(EHR, NEW.id(), NOON)).isEqualTo(new Requested(39, 0));
        assertThat(changes.requestUnknown(EHR, NEW.id(), NOON)).isEqualTo(new Requested(0, 39));
    }

    @Test
    void aFurtherVersionDecidesAnew() {
        written(3);
        begin();
        hold("p0");
        rule("p0", OTHER);
        ModelVersion third = new ModelVersion(Screenings.MODEL, "0.3.0", "ghi");
        assertThat(changes.begin(EHR, third, 5, NOON)).satisfies(change -> {
            assertThat(change.state()).isEqualTo(ModelChange.State.OPEN);
            assertThat(change.evaluated()).isZero();
        });
        assertThat(pending()).as("what the version before held").isEqualTo(1);
        assertThat(rule("p1", OTHER).holds())
                .as("a bridge that still runs the version before changes no outcome")
                .isTrue();
        assertThat(rule("p1", SAME).holds()).isFalse();
        assertThat(changes.of(EHR, NEW.id()).orElseThrow().evaluated()).isZero();
    }

    @Test
    void aLimitOfAHundredPercentHoldsNothing() {
        written(3);
        assertThat(changes.begin(EHR, NEW, 100, NOON).state()).isEqualTo(ModelChange.State.PASSED);
    }

    private ModelChange begin() {
        return changes.begin(EHR, NEW, 5, NOON);
    }

    private Ruling rule(String patient, Outcome outcome) {
        return changes.rule(key(patient), NEW, outcome, 5, NOON);
    }

    private long pending() {
        return ledger.openCount(EHR);
    }

    private void written(int patients) {
        for (int i = 0; i < patients; i++) {
            PatientUnit unit = claim("p" + i);
            Judgement judgement = Judgement.of(Screenings.of(unit.patient(), Screenings.DAY, SAME), NOON);
            results.finishWritten(unit, judgement, new ObservationVersion("o" + i, "1"), EntryCounts.NONE, NOON);
        }
    }

    private void hold(String patient) {
        ledger.close(claim(patient), UnitState.HELD, ModelChanges.REASON, EntryCounts.NONE, NOON);
    }

    private PatientUnit claim(String patient) {
        ledger.request(key(patient), Trigger.COHORT, NOON);
        return ledger.claim(EHR, 1, "w", NOON, Duration.ofMinutes(1)).get(0);
    }

    private static PatientKey key(String patient) {
        return new PatientKey(EHR, patient);
    }
}
