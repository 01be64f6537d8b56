// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class EhrStatusTest {

    @Parameter
    private TestDatabase store;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Database database;
    private EhrStatus status;

    @BeforeEach
    void open() {
        database = store.open(folder);
        status = new EhrStatus(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sinceIsWhenItWentDownOrCameUp() {
        assertThat(status.of("north")).isEmpty();
        status.markUp("north", NOON);
        status.markUp("north", NOON.plusSeconds(5));
        assertThat(state().since()).isEqualTo(NOON);

        status.markDown("north", "http-503", NOON.plusSeconds(10));
        status.markDown("north", "timeout", NOON.plusSeconds(20));
        assertThat(state().up()).isFalse();
        assertThat(state().since()).isEqualTo(NOON.plusSeconds(10));
        assertThat(state().lastErrorCode()).isEqualTo("timeout");
        assertThat(state().lastErrorAt()).contains(NOON.plusSeconds(20));

        status.markUp("north", NOON.plusSeconds(30));
        assertThat(state().since()).isEqualTo(NOON.plusSeconds(30));
        assertThat(status.all()).hasSize(1);
    }

    @Test
    void aPauseEndsByItsTimeOrByAnAnswer() {
        status.pause("north", NOON.plusSeconds(60), "http-429", NOON);

        assertThat(state().up()).isTrue();
        assertThat(state().pausedAt(NOON.plusSeconds(59))).isTrue();
        assertThat(state().pausedAt(NOON.plusSeconds(60))).isFalse();
        status.markUp("north", NOON.plusSeconds(1));
        assertThat(state().pausedUntil()).isEmpty();
    }

    @Test
    void howFarTheCohortIsCompleteIsShownWithTheStatus() {
        status.markUp("north", NOON);
        assertThat(state().completeUpTo()).isEmpty();
        new ReadingProgress(database).read("north", java.util.List.of(ReadingProgress.COHORT), NOON, NOON);
        assertThat(state().completeUpTo()).contains(NOON);
    }

    @Test
    void aServersWordsAreNotStored() {
        assertThatThrownBy(() -> status.markDown("north", "Patient Canary not found", NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Canary");
    }

    @Test
    void aPatientsTokenStaysTheSameInOneInstallationAndTellsNothing() {
        PatientKey patient = new PatientKey("north", "canary-1");
        String token = PatientToken.of(database).of(patient);

        assertThat(token).matches("[0-9a-f]{12}");
        assertThat(PatientToken.of(database).of(patient)).isEqualTo(token);
        assertThat(PatientToken.of(database).of(new PatientKey("south", "canary-1")))
                .isNotEqualTo(token);
        try (Database other = store.open(folder.resolve("other"))) {
            assertThat(PatientToken.of(other).of(patient)).isNotEqualTo(token);
        }
    }

    private EhrState state() {
        return status.of("north").orElseThrow();
    }
}
