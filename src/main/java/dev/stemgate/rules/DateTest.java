// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;

/** Tests of dates against windows that end at as-of. A required date that is missing straddles (MODEL §3, Rows). */
sealed interface DateTest extends RowTest {

    /** The record's date lies within the window. */
    record Within(Period window) implements DateTest {
        public Within {
            Objects.requireNonNull(window, "window");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            String limit = PeriodWords.of(window);
            if (subject.last().isEmpty()) {
                return Answer.straddles("it is undated, and a date within " + limit + " is asked for");
            }
            LastDate date = subject.last().get();
            String words = subject.dateVerb() + " " + date.words();
            String asOf = situation.day().date().toString();
            return switch (date.within(window, situation.day())) {
                case YES -> Answer.yes(words + ", within " + limit + " of " + asOf);
                case STRADDLES -> Answer.straddles(words + ", which may or may not be within " + limit + " of " + asOf);
                case NO -> Answer.no(words + ", more than " + limit + " before " + asOf);
            };
        }
    }

    /** The record's date lies certainly before the window. */
    record OlderThan(Period window) implements DateTest {
        public OlderThan {
            Objects.requireNonNull(window, "window");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            Answer within = new Within(window).ask(subject, situation);
            return Answer.of(within.verdict() == Answer.Verdict.NO, within.words(), within.words());
        }
    }

    /** The record's date lies before the window. Other than {@link OlderThan} it straddles where the date does. */
    record LongerAgoThan(Period window) implements DateTest {
        public LongerAgoThan {
            Objects.requireNonNull(window, "window");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            if (subject.last().isEmpty()) {
                return Answer.straddles(
                        "it is undated, and a date more than " + PeriodWords.of(window) + " ago is asked for");
            }
            Answer within = new Within(window).ask(subject, situation);
            return switch (within.verdict()) {
                case YES -> Answer.no(within.words());
                case STRADDLES -> within;
                case NO -> Answer.yes(within.words());
            };
        }
    }

    /** The onset also lies within the window, where both onset and recordedDate are known. */
    record OnsetWithin(Period window) implements DateTest {
        public OnsetWithin {
            Objects.requireNonNull(window, "window");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            if (subject.onset().isEmpty() || subject.recordedDate().isEmpty()) {
                return Answer.yes("");
            }
            DateRange onset = subject.onset().get();
            String words = "its onset " + onset + " is";
            String limit = PeriodWords.of(window) + " of " + situation.day().date();
            boolean latest = situation.day().isWithin(onset.latest(), window);
            boolean earliest = situation.day().isWithin(onset.earliest(), window);
            if (!latest) {
                return Answer.no(words + " not within " + limit);
            }
            return earliest
                    ? Answer.yes(words + " within " + limit)
                    : Answer.straddles(words + " not certainly within " + limit);
        }
    }

    /** There is no recorded end that lies certainly before the window. */
    record NotAbatedBefore(Period window) implements DateTest {
        public NotAbatedBefore {
            Objects.requireNonNull(window, "window");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            Optional<DateRange> end = subject.recordedEnd();
            if (end.isEmpty()) {
                return Answer.yes("no end is recorded");
            }
            String limit = PeriodWords.of(window) + " before " + situation.day().date();
            return Answer.of(
                    situation.day().isWithin(end.get().latest(), window),
                    "it ended " + end.get() + ", not certainly more than " + limit,
                    "it ended " + end.get() + ", more than " + limit);
        }
    }

    /** A drug whose last exposure is recent; straddling and undated count as current (MODEL §3, Dates). */
    record Current() implements DateTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            return new Within(situation.model().parameters().currentMedication()).ask(subject, situation);
        }
    }
}
