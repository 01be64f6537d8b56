// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;

/**
 * The evaluation date (as-of), and the first later day on which any comparison made with it would come out differently.
 * Every rule that depends on the date asks here and nowhere else; so {@link #nextFlip()} is never later than the first day
 * on which the judgement can change by time alone (MODEL §4). All windows are inclusive: the fifth anniversary still counts.
 *
 * <p>Used by one evaluation in one thread.
 */
final class EvaluationDay {

    private final LocalDate date;
    private Optional<LocalDate> nextFlip = Optional.empty();

    EvaluationDay(LocalDate date) {
        this.date = Objects.requireNonNull(date, "date");
    }

    LocalDate date() {
        return date;
    }

    /** The first day after as-of on which some comparison made so far gives another answer. */
    Optional<LocalDate> nextFlip() {
        return nextFlip;
    }

    /** True when {@code day} is as-of or earlier. */
    boolean hasCome(LocalDate day) {
        boolean come = !day.isAfter(date);
        if (!come) {
            flipsOn(day);
        }
        return come;
    }

    /** True when {@code day} is before as-of. */
    boolean isPast(LocalDate day) {
        return hasCome(day.plusDays(1));
    }

    /** True when {@code day} is not before as-of minus {@code window}. */
    boolean isWithin(LocalDate day, Period window) {
        boolean within = !day.isBefore(date.minus(window));
        if (within) {
            flipsOn(firstOutside(day, window));
        }
        return within;
    }

    private LocalDate firstOutside(LocalDate day, Period window) {
        LocalDate first = day.plus(window);
        while (!first.minus(window).isAfter(day)) {
            first = first.plusDays(1);
        }
        while (first.minusDays(1).minus(window).isAfter(day)) {
            first = first.minusDays(1);
        }
        return first;
    }

    private void flipsOn(LocalDate day) {
        if (day.isAfter(date) && nextFlip.map(day::isBefore).orElse(true)) {
            nextFlip = Optional.of(day);
        }
    }
}
