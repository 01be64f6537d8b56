// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatedWarningTest {

    private final MovableClock clock = MovableClock.at("2026-01-05T12:00:00Z");
    private final RepeatedWarning warning = new RepeatedWarning(clock);

    @Test
    void whatRepeatsItselfIsSaidOnceAMinuteWithHowOftenItWasNot() {
        assertThat(warning.due("one")).hasValue(0);
        assertThat(warning.due("one")).isEmpty();
        clock.moveTo("2026-01-05T12:00:59Z");
        assertThat(warning.due("one")).isEmpty();
        clock.moveTo("2026-01-05T12:01:00Z");
        assertThat(warning.due("one")).hasValue(2);
        assertThat(warning.due("one")).isEmpty();
    }

    @Test
    void whatIsAboutSomethingElseIsSaidAtOnce() {
        assertThat(warning.due("one")).hasValue(0);
        assertThat(warning.due("another")).hasValue(0);
    }
}
