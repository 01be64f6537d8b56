// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Says what repeats itself once a minute for each thing it is about, with how often it was left unsaid. Thread-safe. */
final class RepeatedWarning {

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private record Said(Instant at, long unsaid) {}

    private final Clock clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();

    RepeatedWarning(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts it.
     *
     * @return how often it was left unsaid since it was said last, when it is to be said now; empty when it is not
     */
    OptionalLong due(String about) {
        Instant now = clock.instant();
        Said[] before = new Said[1];
        Said after = said.compute(about, (name, last) -> {
            before[0] = last;
            boolean due = last == null || !now.isBefore(last.at().plus(AGAIN_AFTER));
            return due ? new Said(now, 0) : new Said(last.at(), last.unsaid() + 1);
        });
        if (after.unsaid() > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(before[0] == null ? 0 : before[0].unsaid());
    }
}
