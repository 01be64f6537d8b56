// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;

/**
 * The evaluation date (as-of), and the first later day on which any comparison made with it would come out differently.
 * Every rule that depends on the date asks here and nowhere else; so {@link #until()} is never later than the first day
 * on which what was asked for can change by time alone (MODEL §4). All windows are inclusive: the fifth anniversary still counts.
 *
 * <p>Used by one evaluation in one thread.
 */
final class EvaluationDay {

    /** The day until which something stands that no comparison can change. */
    static final LocalDate NEVER = LocalDate.MAX;

    private final LocalDate date;
    private LocalDate until = NEVER;
    private String words = "";
    private Period lastWindow = Period.ZERO;
    private LocalDate lastStart;

    EvaluationDay(LocalDate date) {
        this.date = Objects.requireNonNull(date, "date");
        this.lastStart = date;
    }

    LocalDate date() {
        return date;
    }

    /** The date as it stands in sentences. */
    String words() {
        if (words.isEmpty()) {
            words = date.toString();
        }
        return words;
    }

    /** The first day after as-of on which some comparison made so far gives another answer; {@link #NEVER} when none ever does. */
    LocalDate until() {
        return until;
    }

    /**
     * Begins anew, with nothing compared: for a question of which it is not known yet whether its answer matters.
     *
     * @return until when stood what was compared before, for {@link #resume}
     */
    LocalDate begin() {
        LocalDate before = until;
        until = NEVER;
        return before;
    }

    /** Goes on with what was compared until then, and nothing else. */
    void resume(LocalDate compared) {
        until = compared;
    }

    static LocalDate earlier(LocalDate one, LocalDate other) {
        return other.isBefore(one) ? other : one;
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
        boolean past = day.isBefore(date);
        if (!past) {
            flipsOn(day.plusDays(1));
        }
        return past;
    }

    /** True when {@code day} is not before as-of minus {@code window}. */
    boolean isWithin(LocalDate day, Period window) {
        boolean within = !day.isBefore(start(window));
        if (within) {
            flipsOn(firstOutside(day, window));
        }
        return within;
    }

    /** The first day of a window that ends at as-of; the same few windows are asked for again and again. */
    private LocalDate start(Period window) {
        if (!window.equals(lastWindow)) {
            lastWindow = window;
            lastStart = date.minus(window);
        }
        return lastStart;
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
        if (day.isAfter(date)) {
            until = earlier(until, day);
        }
    }
}
