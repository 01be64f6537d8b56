// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the Retry-After header: seconds, or an HTTP date against the server's own Date (EHR-NOTES 7). */
final class RetryAfter {

    private static final Duration CAP = Duration.ofSeconds(300);

    private RetryAfter() {}

    /**
     * @param value the Retry-After header
     * @param date the Date header of the same answer; the clock is asked where it is missing
     * @return between nothing and 300 seconds; empty when the header cannot be read
     */
    static Optional<Duration> parse(Optional<String> value, Optional<String> date, Clock clock) {
        return value.map(String::strip)
                .flatMap(text -> text.matches("\\d+")
                        ? Optional.of(seconds(text))
                        : instant(text)
                                .map(at -> Duration.between(
                                        date.flatMap(RetryAfter::instant).orElseGet(clock::instant), at)))
                .map(RetryAfter::capped);
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? CAP : Duration.ofSeconds(Long.parseLong(digits));
    }

    /** An HTTP date; empty when it is none. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(CAP) > 0 ? CAP : wait;
    }
}
