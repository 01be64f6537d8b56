// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** When writing to an EHR is suspended, and what ends it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SuspensionsTest {

    private static final String EHR = "north";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Parameter
    private TestDatabase store;

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private Suspensions suspensions;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        suspensions = new Suspensions(database, ledger);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theTenthEqualRefusalSuspendsAndIsToldOnce() {
        assertThat(refuse(0, 9, "http-422")).isFalse();
        assertThat(suspensions.of(EHR)).isEmpty();
        assertThat(suspensions.refused(EHR, "p9", "http-422", NOON)).isTrue();
        assertThat(suspensions.refused(EHR, "p10", "http-422", NOON.plusSeconds(1)))
                .isFalse();
        assertThat(suspensions.of(EHR)).contains(new Suspension("http-422", NOON));
        assertThat(suspensions.of("south")).isEmpty();
    }

    @Test
    void aSuccessBetweenThemStartsTheCountAnew() {
        refuse(0, 9, "http-422");
        suspensions.accepted(EHR);
        assertThat(refuse(9, 18, "http-422")).isFalse();
        assertThat(suspensions.of(EHR)).isEmpty();
    }

    @Test
    void anotherCodeStartsTheCountAnew() {
        refuse(0, 9, "http-422");
        assertThat(refuse(9, 18, "http-403")).isFalse();
        assertThat(suspensions.of(EHR)).isEmpty();
    }

    @Test
    void onePatientWhoIsRefusedRoundAfterRoundSuspendsNobody() {
        for (int round = 0; round < 20; round++) {
            assertThat(suspensions.refused(EHR, "always-the-same", "http-422", NOON))
                    .isFalse();
        }
        assertThat(suspensions.of(EHR)).isEmpty();
    }

    @Test
    void aSuspensionOutlivesARestartAndResumingAsksAgainForWhatWasHeld() {
        hold("before", NOON.minusSeconds(60));
        refuse(0, 10, "http-422");
        hold("anna", NOON.plusSeconds(1));
        hold("berta", NOON.plusSeconds(2));
        database.close();
        open();
        assertThat(suspensions.of(EHR)).isPresent();

        assertThat(suspensions.resume(EHR, NOON.plusSeconds(3))).contains(new Requested(2, 0));
        assertThat(suspensions.of(EHR)).isEmpty();
        assertThat(ledger.claim(EHR, 9, "w", NOON.plusSeconds(3), Duration.ofMinutes(1)))
                .extracting(unit -> unit.patient().patientId())
                .containsExactly("anna", "berta");
        assertThat(suspensions.resume(EHR, NOON.plusSeconds(4))).isEmpty();
        assertThat(refuse(20, 29, "http-422")).as("the count began anew").isFalse();
    }

    private boolean refuse(int from, int to, String code) {
        boolean suspended = false;
        for (int i = from; i < to; i++) {
            suspended |= suspensions.refused(EHR, "p" + i, code, NOON);
        }
        return suspended;
    }

    private void hold(String patient, Instant now) {
        ledger.request(new PatientKey(EHR, patient), Trigger.COHORT, now);
        PatientUnit unit = ledger.claim(EHR, 1, "w", now, Duration.ofMinutes(1)).get(0);
        ledger.close(unit, UnitState.HELD, Suspensions.REASON, EntryCounts.NONE, now);
    }
}
