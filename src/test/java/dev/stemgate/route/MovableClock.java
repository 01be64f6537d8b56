// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
final class MovableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private MovableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    static MovableClock at(String instant) {
        return new MovableClock(new AtomicReference<>(Instant.parse(instant)), ZoneOffset.UTC);
    }

    void moveTo(String instant) {
        now.set(Instant.parse(instant));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Shows the same time, also after it was moved. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(now, other);
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
