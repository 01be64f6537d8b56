// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tests of the record itself: activity, and what a course of a drug is for. */
sealed interface RecordTest extends RowTest {

    /** A Condition that is active. */
    record Active() implements RecordTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            return Answer.of(subject.active(), "active", "it is not active");
        }
    }

    /** A Condition that is not active. */
    record Ended() implements RecordTest {
        @Override
        public Answer ask(Subject subject, Situation situation) {
            return Answer.of(!subject.active(), "not active", "it is active, not ended");
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
            return Answer.of(!longer, "", "it has been taken since " + start + ", for more than " + days + " days");
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
            String since = "it has been taken since " + start + ", ";
            if (longer) {
                return Answer.yes(since + "for more than " + days + " days");
            }
            return maybe
                    ? Answer.straddles(since + "which may be more than " + days + " days")
                    : Answer.no(since + "not for more than " + days + " days");
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
            String listed = String.join(" or ", words);
            return Answer.of(any, "its reason says " + listed, "no reason says " + listed);
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
            return Answer.of(!all, "", "its reason says " + String.join(" or ", words));
        }
    }

    private static boolean says(String reason, List<String> words) {
        return Arrays.stream(reason.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .anyMatch(words::contains);
    }
}
