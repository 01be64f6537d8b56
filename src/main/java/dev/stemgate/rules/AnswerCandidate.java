// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer of an Observation to a test that rows of a criterion ask for (MODEL §3, Other).
 *
 * @param answer the answer
 * @param criterion id of the criterion
 * @param rows its rows about the test, in the order of the file
 */
record AnswerCandidate(ReadObservation answer, String criterion, List<Row> rows) implements Candidate {

    @Override
    public ResourceRef record() {
        return answer.fact().ref();
    }

    @Override
    public Optional<Piece> on(Situation situation) {
        EventTiming timing = situation.timing(answer.fact());
        Optional<Ruling> ruling = answer.counts()
                ? RowMatcher.judge(rows, subject(answer.reading().results(), timing), situation)
                : Optional.of(Ruling.notCounted(() -> "its status is " + ObservationStanding.words(answer.fact())));
        if (ruling.isEmpty()) {
            return Optional.empty();
        }
        Ruling found = ruling.get();
        return Optional.of(new Piece(
                answer.fact().ref(),
                answer.question(),
                timing.shown(),
                ObservationStanding.words(answer.fact()),
                found.weight(),
                found.why(),
                timing.last(),
                false,
                found.weight() != Weight.NOT_COUNTED));
    }

    /** It may hide evidence: it cannot be read, or a row would count it if it said something else. */
    boolean mayHideEvidence(Situation situation) {
        return answer.counts() && (!answer.reading().isReadable() || isUndecided()) && mayMatter(situation);
    }

    /** The laboratory could not decide, and no row says what that gives. */
    private boolean isUndecided() {
        return answer.reading().results().equals(Set.of(TestResult.INCONCLUSIVE))
                && rows.stream().noneMatch(row -> row.results().contains(TestResult.INCONCLUSIVE));
    }

    /** Some row about this test would hold if only its result did. */
    private boolean mayMatter(Situation situation) {
        Subject subject = subject(TestResult.ANY, situation.timing(answer.fact()));
        for (Row row : rows) {
            if (mayHold(row, subject, situation)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHold(Row row, Subject subject, Situation situation) {
        for (RowTest test : row.tests()) {
            if (test.ask(subject, situation).verdict() == Answer.Verdict.NO) {
                return false;
            }
        }
        return true;
    }

    private Subject subject(Set<TestResult> results, EventTiming timing) {
        Match match = new Match(criterion, Role.SIGNAL, Set.of(), answer.question(), Match.Basis.CODE, "");
        return Subject.answer(match, results, timing, ObservationStanding.doubt(answer.fact()));
    }
}
