// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an EHR is asked and when it is left alone. */
class EndpointGateTest {

    private static final String EHR = "x";

    private final SettableClock clock = new SettableClock();
    private final EndpointGate gate = new EndpointGate(clock);

    @Test
    void anAnswerThatWasOnItsWayDoesNotShortenThePause() {
        gate.pause(EHR, Optional.of(Duration.ofSeconds(120)));
        assertThat(gate.answered(EHR)).isFalse();
        assertThat(gate.isOpen(EHR)).isFalse();
        clock.now = clock.now.plusSeconds(120);
        assertThat(gate.isOpen(EHR)).isTrue();
        assertThat(gate.isDown(EHR)).isTrue();
        assertThat(gate.answered(EHR)).isTrue();
        assertThat(gate.isDown(EHR)).isFalse();
    }

    @Test
    void aPersonIsShownWhenTheGateOpensAndThatTheEhrStayedAway() {
        assertThat(gate.shown(EHR).open()).isTrue();
        assertThat(gate.shown(EHR).down()).isFalse();
        Instant opens = gate.pause(EHR, Optional.of(Duration.ofSeconds(120)));
        assertThat(gate.shown(EHR).opensAt()).contains(opens);
        clock.now = opens;
        assertThat(gate.shown(EHR).open()).isTrue();
        assertThat(gate.shown(EHR).down()).as("until it answers").isTrue();
    }

    @Test
    void retryAfterNothingIsStillAPause() {
        assertThat(gate.pause(EHR, Optional.of(Duration.ZERO))).isAfter(clock.now);
        assertThat(gate.isOpen(EHR)).isFalse();
    }

    @Test
    void retryAfterIsCapped() {
        assertThat(gate.pause(EHR, Optional.of(Duration.ofDays(1)))).isEqualTo(clock.now.plus(EndpointGate.LONGEST));
    }

    @Test
    void withoutRetryAfterThePausesGrow() {
        Duration last = Duration.ZERO;
        for (int failure = 1; failure <= 8; failure++) {
            Instant until = gate.pause(EHR, Optional.empty());
            Duration pause = Duration.between(clock.now, until);
            assertThat(pause).isGreaterThanOrEqualTo(last.dividedBy(2)).isLessThanOrEqualTo(EndpointGate.LONGEST);
            last = pause;
            clock.now = until;
        }
        assertThat(last).isGreaterThan(Duration.ofSeconds(60));
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
