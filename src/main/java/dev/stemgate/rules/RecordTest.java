// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tests of the record itself: activity, and what a course of a drug is for. */
sealed interface RecordTest extends RowTest {

    /** Active; a Procedure or a value happened, and it cannot be said whether the disease still is. */
    record Active() implements RecordTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            return switch (subject.activity()) {
                case ACTIVE -> Answer.yes("active");
                case ENDED -> Answer.no("it is not active");
                case NONE -> Answer.straddles("it does not say whether the disease is still active");
            };
        }
    }

    /** A Condition that somebody still marks active: never a Procedure or a value. */
    record MarkedActive() implements RecordTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            return Answer.of(
                    subject.activity() == Subject.Activity.ACTIVE,
                    "active",
                    subject.activity() == Subject.Activity.ENDED
                            ? "it is not active"
                            : "it happened, and is not marked active");
        }
    }

    /** Not active; of a Procedure or a value it cannot be said. */
    record Ended() implements RecordTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            return switch (subject.activity()) {
                case ACTIVE -> Answer.no("it is active, not ended");
                case ENDED -> Answer.yes("not active");
                case NONE -> Answer.straddles("it does not say whether the disease is over");
            };
        }
    }

    /** The answer of an Observation is one of these; straddles where its value allows others too. */
    record ResultIs(Set<TestResult> results) implements RecordTest {
        public ResultIs {
            results = Set.copyOf(results);
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            boolean all = true;
            boolean none = true;
            for (TestResult result : subject.results()) {
                boolean isOne = results.contains(result);
                all &= isOne;
                none &= !isOne;
            }
            if (all) {
                return new Answer(Answer.Verdict.YES, () -> "its result is " + TestResult.words(subject.results()));
            }
            return none
                    ? new Answer(Answer.Verdict.NO, () -> "its result is " + TestResult.words(subject.results()))
                    : new Answer(
                            Answer.Verdict.STRADDLES, () -> "its result may be " + TestResult.words(subject.results()));
        }
    }

    /**
     * A drug that has not certainly been taken for longer than so many days. A match by words always passes: what it names
     * is not certain enough to let it go.
     */
    record CourseNotLongerThan(int days) implements RecordTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            if (subject.match().suggestiveOnly()
                    || subject.onset().isEmpty()
                    || subject.last().isEmpty()) {
                return Answer.yes("");
            }
            DateRange start = subject.onset().get();
            LastDate last = subject.last().get();
            var firstTooLong = start.latest().plusDays(days + 1L);
            boolean longer = last.beginsAsOf()
                    ? situation.day().hasCome(firstTooLong)
                    : !last.range().earliest().isBefore(firstTooLong);
            return Answer.of(
                    !longer, () -> "", () -> "it has been taken since " + start + ", for more than " + days + " days");
        }
    }

    /** A drug that has been taken for longer than so many days; a course of unknown length straddles. */
    record CourseLongerThan(int days) implements RecordTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            if (subject.onset().isEmpty() || subject.last().isEmpty()) {
                return Answer.straddles("how long it has been taken is not recorded");
            }
            DateRange start = subject.onset().get();
            LastDate last = subject.last().get();
            LocalDate certainly = start.latest().plusDays(days + 1L);
            LocalDate perhaps = start.earliest().plusDays(days + 1L);
            boolean longer = last.beginsAsOf()
                    ? situation.day().hasCome(certainly)
                    : !last.range().earliest().isBefore(certainly);
            boolean maybe = last.endsAsOf()
                    ? situation.day().hasCome(perhaps)
                    : !last.range().latest().isBefore(perhaps);
            if (longer) {
                return new Answer(Answer.Verdict.YES, () -> words(start, "for more than"));
            }
            return maybe
                    ? new Answer(Answer.Verdict.STRADDLES, () -> words(start, "which may be more than"))
                    : new Answer(Answer.Verdict.NO, () -> words(start, "not for more than"));
        }

        private String words(DateRange start, String howLong) {
            return "it has been taken since " + start + ", " + howLong + " " + days + " days";
        }
    }

    /** A drug of which a reason says one of these words. */
    record ReasonWithWord(List<String> words) implements RecordTest {
        public ReasonWithWord {
            words = List.copyOf(words);
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            boolean any = subject.reasonWords().stream().anyMatch(reason -> says(reason, words));
            return Answer.of(any, () -> "its reason says " + listed(), () -> "no reason says " + listed());
        }

        private String listed() {
            return String.join(" or ", words);
        }
    }

    /** A drug whose reasons do not all say one of these words; one without a reason passes. */
    record ReasonWithoutWords(List<String> words) implements RecordTest {
        public ReasonWithoutWords {
            words = List.copyOf(words);
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            boolean all = !subject.match().suggestiveOnly()
                    && !subject.reasonWords().isEmpty()
                    && subject.reasonWords().stream().allMatch(reason -> says(reason, words));
            return Answer.of(!all, () -> "", () -> "its reason says " + String.join(" or ", words));
        }
    }

    private static boolean says(String reason, List<String> words) {
        return Arrays.stream(reason.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .anyMatch(words::contains);
    }
}
