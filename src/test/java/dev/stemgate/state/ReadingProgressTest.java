// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReadingProgressTest {

    @Parameter
    private TestDatabase store;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PatientKey ANNA = new PatientKey("north", "anna");

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private ReadingProgress progress;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        progress = new ReadingProgress(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aReadingCountsOnlyWhenEveryoneItAskedForIsClosed() {
        ledger.request(ANNA, Trigger.COHORT, NOON.plusSeconds(1));
        progress.read("north", List.of("cohort"), NOON, NOON.plusSeconds(2));
        assertThat(upTo("cohort")).isEmpty();
        ledger.request(new PatientKey("south", "other"), Trigger.COHORT, NOON);
        close(claim(), NOON.plusSeconds(3));
        assertThat(progress.settle("north")).isEqualTo(1);
        assertThat(upTo("cohort")).contains(NOON);
    }

    @Test
    void whoIsRequestedLaterDoesNotHoldItBack() {
        progress.read("north", List.of("cohort"), NOON, NOON.plusSeconds(2));
        assertThat(upTo("cohort")).as("nobody was pending").contains(NOON);
        ledger.request(ANNA, Trigger.COHORT, NOON.plusSeconds(5));
        progress.read("north", List.of("cohort"), NOON.plusSeconds(4), NOON.plusSeconds(4));
        assertThat(upTo("cohort")).contains(NOON.plusSeconds(4));
    }

    @Test
    void anEarlierReadingThatWaitsIsNotReplacedByALaterOne() {
        ledger.request(ANNA, Trigger.COHORT, NOON.plusSeconds(1));
        progress.read("north", List.of("Condition"), NOON, NOON.plusSeconds(2));
        progress.read("north", List.of("Condition"), NOON.plusSeconds(60), NOON.plusSeconds(61));
        close(claim(), NOON.plusSeconds(62));
        progress.settle("north");
        assertThat(upTo("Condition")).contains(NOON);
    }

    @Test
    void itNeverGoesBackUnlessItIsRewound() {
        progress.read("north", List.of("Condition", "cohort"), NOON, NOON);
        progress.read("north", List.of("Condition"), NOON.minusSeconds(9), NOON);
        assertThat(upTo("Condition")).contains(NOON);
        progress.readWhole("north", NOON);
        progress.rewind("north", NOON.minusSeconds(30));
        assertThat(upTo("Condition")).contains(NOON.minusSeconds(30));
        assertThat(progress.of("north", "cohort").orElseThrow().readWholeAt())
                .as("everyone is read again")
                .isEmpty();
    }

    @Test
    void aGapIsKeptBesideWhatIsComplete() {
        progress.read("north", List.of("Condition"), NOON, NOON);
        progress.gap("north", "Condition", "access-denied", NOON.plusSeconds(7));
        Progress condition = progress.of("north", "Condition").orElseThrow();
        assertThat(condition.gapReason()).isEqualTo("access-denied");
        assertThat(condition.gapAt()).contains(NOON.plusSeconds(7));
        assertThat(condition.completeUpTo()).contains(NOON);
    }

    private Optional<Instant> upTo(String scope) {
        return progress.of("north", scope).flatMap(Progress::completeUpTo);
    }

    private PatientUnit claim() {
        return ledger.claim("north", 1, "w", NOON.plusSeconds(2), Duration.ofMinutes(1))
                .get(0);
    }

    private void close(PatientUnit unit, Instant at) {
        ledger.close(unit, UnitState.HELD, "write-back-off", EntryCounts.NONE, at);
    }
}
