// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.Answer.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Judges one subject by rows of a criterion. Each row adds and none takes away: the strongest wins. A row for
 * {@code present} whose tests straddle, or whose record is suggestive, gives {@code possible} (MODEL §3, Rows).
 *
 * <p>Only such comparisons with the date are noted on which the weight rests: of a row that fails those of the test that fails,
 * of a row that only explains none, and none of a row that could not outweigh what was found already.
 */
final class RowMatcher {

    /**
     * What the rows say.
     *
     * @param weight how strongly the subject counts
     * @param why one sentence, put into words only where somebody reads it
     * @param stale a row explains that it does not count, for instance a stale problem to close
     */
    record Ruling(Weight weight, Supplier<String> why, boolean stale) {

        static Ruling notCounted(Supplier<String> clause) {
            return new Ruling(Weight.NOT_COUNTED, () -> "It does not count: " + clause.get() + ".", false);
        }

        /** Strongest first; among those that do not count, the explaining row first. */
        private int rank() {
            return weight.ordinal() * 2 + (stale ? 0 : 1);
        }
    }

    private RowMatcher() {}

    /**
     * Empty when there is no row.
     *
     * @param rows those that pick the subject, in the order of the file
     */
    static Optional<Ruling> judge(List<Row> rows, Subject subject, Situation situation) {
        Ruling strongest = null;
        for (Row row : rows) {
            if (strongest == null || best(row, subject) < strongest.rank()) {
                Ruling ruling = judge(row, subject, situation);
                if (strongest == null || ruling.rank() < strongest.rank()) {
                    strongest = ruling;
                }
            }
        }
        return Optional.ofNullable(strongest);
    }

    /** The rank of the strongest that the row can say. */
    private static int best(Row row, Subject subject) {
        Weight weight =
                switch (row.level()) {
                    case PRESENT -> subject.suggestive().isEmpty() ? Weight.DEFINITE : Weight.SUGGESTIVE;
                    case POSSIBLE -> Weight.SUGGESTIVE;
                    case NOT_COUNTED -> Weight.NOT_COUNTED;
                };
        return weight.ordinal() * 2 + (row.level() == Row.Level.NOT_COUNTED ? 0 : 1);
    }

    private static Ruling judge(Row row, Subject subject, Situation situation) {
        EvaluationDay day = situation.day();
        LocalDate before = day.begin();
        LocalDate resting = EvaluationDay.NEVER;
        List<RowTest> tests = row.tests();
        Answer[] answers = new Answer[tests.size()];
        boolean certain = true;
        for (int at = 0; at < answers.length; at++) {
            day.begin();
            Answer answer = tests.get(at).ask(subject, situation);
            if (answer.verdict() == Verdict.NO) {
                day.resume(EvaluationDay.earlier(before, day.until()));
                return Ruling.notCounted(answer.said());
            }
            resting = EvaluationDay.earlier(resting, day.until());
            certain &= answer.verdict() == Verdict.YES;
            answers[at] = answer;
        }
        if (row.level() == Row.Level.NOT_COUNTED) {
            day.resume(before);
            return new Ruling(Weight.NOT_COUNTED, () -> sentence(row.says(), answers, ""), true);
        }
        day.resume(EvaluationDay.earlier(before, resting));
        boolean definite = row.level() == Row.Level.PRESENT
                && certain
                && subject.suggestive().isEmpty();
        return definite
                ? new Ruling(Weight.DEFINITE, () -> sentence("It counts as definite", answers, ""), false)
                : new Ruling(
                        Weight.SUGGESTIVE, () -> sentence("It is suggestive", answers, reason(row, subject)), false);
    }

    private static String reason(Row row, Subject subject) {
        return subject.suggestive().isEmpty() && row.level() == Row.Level.POSSIBLE
                ? "rule: " + row.says()
                : subject.suggestive();
    }

    private static String sentence(String head, Answer[] answers, String reason) {
        List<String> parts = new ArrayList<>(answers.length + 1);
        for (Answer answer : answers) {
            addOnce(answer.words(), parts);
        }
        addOnce(reason, parts);
        return switch (parts.size()) {
            case 0 -> head + ".";
            case 1 -> head + ": " + parts.get(0) + ".";
            default -> head + ": " + String.join("; ", parts) + ".";
        };
    }

    private static void addOnce(String part, List<String> parts) {
        if (!part.isEmpty() && !parts.contains(part)) {
            parts.add(part);
        }
    }
}
