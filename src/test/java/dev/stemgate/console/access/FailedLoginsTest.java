// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.console.SteppingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {

    private final SteppingClock clock = new SteppingClock();
    private final FailedLogins logins = new FailedLogins(clock);

    @Test
    void aFewMistakesCostNothing() {
        fail(FailedLogins.FREE - 1, "anna", "10.0.0.1");
        assertThat(logins.wait("anna", "10.0.0.1")).isZero();
    }

    @Test
    void everyFurtherFailureDoublesTheWaitUpToAQuarterOfAnHour() {
        fail(FailedLogins.FREE, "anna", "10.0.0.1");
        assertThat(logins.wait("anna", "10.0.0.2")).isEqualTo(Duration.ofSeconds(1));
        fail(1, "anna", "10.0.0.1");
        assertThat(logins.wait("anna", "10.0.0.2")).isEqualTo(Duration.ofSeconds(2));
        fail(40, "anna", "10.0.0.1");
        assertThat(logins.wait("anna", "10.0.0.2")).isEqualTo(FailedLogins.LONGEST);
        clock.step(FailedLogins.LONGEST);
        assertThat(logins.wait("anna", "10.0.0.2")).isZero();
    }

    @Test
    void oneAddressThatTriesManyNamesHasToWaitToo() {
        for (int i = 0; i < FailedLogins.FREE; i++) {
            logins.failed("name" + i, "10.0.0.1");
        }
        assertThat(logins.wait("another", "10.0.0.1")).isPositive();
        assertThat(logins.wait("another", "10.0.0.2")).isZero();
    }

    @Test
    void aLoginThatSucceedsForgetsTheFailures() {
        fail(FailedLogins.FREE, "anna", "10.0.0.1");
        logins.succeeded("anna", "10.0.0.1");
        assertThat(logins.wait("anna", "10.0.0.1")).isZero();
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            logins.failed(name, address);
        }
    }
}
