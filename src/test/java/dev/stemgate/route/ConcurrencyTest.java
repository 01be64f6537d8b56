// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.sandbox.FaultAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hospital is asked for as many patients at a time as its file says, and not more. */
class ConcurrencyTest {

    private static final int ALLOWED = 2;
    private static final int PATIENTS = 24;

    @TempDir
    Path folder;

    @Test
    void noMorePatientsAreInWorkThanTheHospitalAllows() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (BridgeFixture fixture = BridgeFixture.in(folder)) {
            for (int number = 0; number < PATIENTS; number++) {
                fixture.given(patient("p" + number), irrelevant("c" + number, "p" + number));
            }
            fixture.sandbox().misbehave(request -> {
                if (request.query().contains("_id=")) {
                    int inWork = begun.incrementAndGet() - written.get();
                    most.accumulateAndGet(inWork, Math::max);
                }
                if (request.method().equals("POST")) {
                    written.incrementAndGet();
                }
                return new FaultAction.Slow(Duration.ofMillis(5), FaultAction.pass());
            });
            fixture.start(
                            "observation",
                            "- name: concurrency\n  value: \"" + ALLOWED + "\"\n- name: batch\n  value: \"off\"")
                    .settle();
            assertThat(written).hasValue(PATIENTS);
            // The thread that hands the units out works too when all others are busy.
            assertThat(most.get()).isBetween(ALLOWED, ALLOWED + 1);
        }
    }
}
