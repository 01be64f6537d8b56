// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What was not read, at a date: a value that cannot be read matters only while it lies in a window.
 *
 * @param completeness what was not read
 * @param unread the values that cannot be read and matter
 * @param until as in {@link DatedResult}
 */
record DatedCompleteness(Completeness completeness, List<ReadObservation> unread, LocalDate until) {

    DatedCompleteness {
        Objects.requireNonNull(completeness, "completeness");
        unread = List.copyOf(unread);
        Objects.requireNonNull(until, "until");
    }

    boolean standsOn(LocalDate day) {
        return day.isBefore(until);
    }
}
