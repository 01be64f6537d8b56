// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** The clock of a demo that plays on another day: it starts at noon of that day, and goes on from there. */
final class DemoClock {

    private DemoClock() {}

    /** @param zone in which the day is meant, and the zone of the clock */
    static Clock startingAtNoonOf(LocalDate day, ZoneId zone) {
        Clock now = Clock.system(zone);
        Instant noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant();
        return Clock.offset(now, Duration.between(now.instant(), noon));
    }
}
