// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.Answer.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges one subject by the rows of a criterion. Each row adds and none takes away: the strongest wins. A row for
 * {@code present} whose tests straddle, or whose record is suggestive, gives {@code possible} (MODEL §3, Rows).
 */
final class RowMatcher {

    /**
     * What the rows say.
     *
     * @param weight how strongly the subject counts
     * @param why one sentence
     * @param stale a row explains that it does not count, for instance a stale problem to close
     */
    record Ruling(Weight weight, String why, boolean stale) {}

    private final CriterionScope scope;
    private final Situation situation;

    RowMatcher(CriterionScope scope, Situation situation) {
        this.scope = scope;
        this.situation = situation;
    }

    /** Empty when no row is about such a code. */
    Optional<Ruling> judge(Subject subject) {
        Ruling strongest = null;
        for (Row row : scope.rows(subject.kind())) {
            if (row.selector().picks(subject)) {
                Ruling ruling = judge(row, subject);
                if (strongest == null || rank(ruling) < rank(strongest)) {
                    strongest = ruling;
                }
            }
        }
        return Optional.ofNullable(strongest);
    }

    /** Strongest first; among those that do not count, the explaining row first. Rows are in the order of the file. */
    private static int rank(Ruling ruling) {
        return ruling.weight().ordinal() * 2 + (ruling.stale() ? 0 : 1);
    }

    private Ruling judge(Row row, Subject subject) {
        List<String> words = new ArrayList<>();
        boolean certain = true;
        for (RowTest test : row.tests()) {
            Answer answer = test.ask(subject, situation);
            if (answer.verdict() == Verdict.NO) {
                return new Ruling(Weight.NOT_COUNTED, "It does not count: " + answer.words() + ".", false);
            }
            certain &= answer.verdict() == Verdict.YES;
            words.add(answer.words());
        }
        if (row.level() == Row.Level.NOT_COUNTED) {
            return new Ruling(Weight.NOT_COUNTED, sentence(row.says(), words, ""), true);
        }
        boolean definite = row.level() == Row.Level.PRESENT
                && certain
                && subject.suggestive().isEmpty();
        return definite
                ? new Ruling(Weight.DEFINITE, sentence("It counts as definite", words, ""), false)
                : new Ruling(Weight.SUGGESTIVE, sentence("It is suggestive", words, reason(row, subject)), false);
    }

    private static String reason(Row row, Subject subject) {
        return subject.suggestive().isEmpty() && row.level() == Row.Level.POSSIBLE
                ? "rule: " + row.says()
                : subject.suggestive();
    }

    private static String sentence(String head, List<String> words, String reason) {
        List<String> parts = new ArrayList<>(words.size() + 1);
        words.forEach(part -> addOnce(part, parts));
        addOnce(reason, parts);
        return parts.isEmpty() ? head + "." : head + ": " + String.join("; ", parts) + ".";
    }

    private static void addOnce(String part, List<String> parts) {
        if (!part.isEmpty() && !parts.contains(part)) {
            parts.add(part);
        }
    }
}
