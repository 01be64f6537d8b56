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
            if (subject.last().isEmpty()) {
                return new Answer(
                        Answer.Verdict.STRADDLES,
                        () -> "it is undated, and a date within " + PeriodWords.of(window) + " is asked for");
            }
            LastDate date = subject.last().get();
            Answer.Verdict verdict = date.within(window, situation.day());
            return new Answer(verdict, () -> words(verdict, subject, date, situation.day()));
        }

        private String words(Answer.Verdict verdict, Subject subject, LastDate date, EvaluationDay day) {
            String limit =
                    switch (verdict) {
                        case YES -> ", within ";
                        case STRADDLES -> ", which may or may not be within ";
                        case NO -> ", more than ";
                    };
            return subject.dateVerb() + " " + date.words() + limit + PeriodWords.of(window)
                    + (verdict == Answer.Verdict.NO ? " before " : " of ") + day.words();
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
            return Answer.of(within.verdict() == Answer.Verdict.NO, within.said(), within.said());
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
                return new Answer(
                        Answer.Verdict.STRADDLES,
                        () -> "it is undated, and a date more than " + PeriodWords.of(window) + " ago is asked for");
            }
            Answer within = new Within(window).ask(subject, situation);
            return switch (within.verdict()) {
                case YES -> new Answer(Answer.Verdict.NO, within.said());
                case STRADDLES -> within;
                case NO -> new Answer(Answer.Verdict.YES, within.said());
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
            boolean latest = situation.day().isWithin(onset.latest(), window);
            if (!latest) {
                return new Answer(Answer.Verdict.NO, () -> words(onset, "not within", situation.day()));
            }
            return situation.day().isWithin(onset.earliest(), window)
                    ? new Answer(Answer.Verdict.YES, () -> words(onset, "within", situation.day()))
                    : new Answer(Answer.Verdict.STRADDLES, () -> words(onset, "not certainly within", situation.day()));
        }

        private String words(DateRange onset, String where, EvaluationDay day) {
            return "its onset " + onset + " is " + where + " " + PeriodWords.of(window) + " of " + day.words();
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
            DateRange date = end.get();
            return Answer.of(
                    situation.day().isWithin(date.latest(), window),
                    () -> "it ended " + date + ", not certainly more than " + limit(situation.day()),
                    () -> "it ended " + date + ", more than " + limit(situation.day()));
        }

        private String limit(EvaluationDay day) {
            return PeriodWords.of(window) + " before " + day.words();
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
