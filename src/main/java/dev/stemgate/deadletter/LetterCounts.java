// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many letters pass a filter, told apart in four ways. What has none is not in the maps.
 *
 * @param byReason in the order of {@link Reason}
 * @param bySource by name of the EHR or drop folder
 * @param byState open, replayed, resolved
 * @param byAge by how long ago they first came
 * @param total in all
 */
public record LetterCounts(
        Map<Reason, Long> byReason,
        SortedMap<String, Long> bySource,
        Map<LetterState, Long> byState,
        Map<Age, Long> byAge,
        long total) {

    /** How long ago a letter first came. */
    public enum Age {
        LAST_DAY("less than a day", Duration.ofDays(1)),
        LAST_WEEK("less than a week", Duration.ofDays(7)),
        LAST_MONTH("less than 30 days", Duration.ofDays(30)),
        OLDER("30 days and more", Duration.ofDays(36_500));

        private final String words;
        private final Duration upTo;

        Age(String words, Duration upTo) {
            this.words = words;
            this.upTo = upTo;
        }

        public String words() {
            return words;
        }

        Instant since(Instant now) {
            return now.minus(upTo);
        }
    }

    public LetterCounts {
        byReason = ordered(new EnumMap<>(Reason.class), byReason);
        bySource = Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
        byState = ordered(new EnumMap<>(LetterState.class), byState);
        byAge = ordered(new EnumMap<>(Age.class), byAge);
    }

    private static <K extends Enum<K>> Map<K, Long> ordered(EnumMap<K, Long> ordered, Map<K, Long> counts) {
        ordered.putAll(counts);
        return Collections.unmodifiableMap(ordered);
    }
}
