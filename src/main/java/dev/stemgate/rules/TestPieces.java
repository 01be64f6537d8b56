// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds evidence in the answers of Observations to the tests that the rows of a criterion ask for (MODEL §3, Other). */
final class TestPieces {

    private final PieceJudge judge;

    TestPieces(PieceJudge judge) {
        this.judge = judge;
    }

    Stream<Piece> pieces() {
        return answers()
                .filter(answer -> answer.reading().isReadable())
                .map(this::piece)
                .flatMap(Optional::stream);
    }

    /** Answers that may hide evidence: they cannot be read, or a row would count them if they said something else. */
    List<ReadObservation> unread() {
        return answers()
                .filter(ReadObservation::counts)
                .filter(answer -> !answer.reading().isReadable() || isUndecided(answer))
                .filter(this::mayMatter)
                .toList();
    }

    private Stream<ReadObservation> answers() {
        PatientRecord patient = judge.situation().patient();
        return judge.scope().tests().stream().flatMap(test -> patient.answers(test).stream());
    }

    /** The laboratory could not decide, and no row says what that gives. */
    private boolean isUndecided(ReadObservation answer) {
        return answer.reading().results().equals(Set.of(TestResult.INCONCLUSIVE))
                && rows(answer).noneMatch(row -> row.results().contains(TestResult.INCONCLUSIVE));
    }

    /** Some row about this test would hold if only its result did. */
    private boolean mayMatter(ReadObservation answer) {
        Subject subject = subject(answer, TestResult.ANY);
        return rows(answer).anyMatch(row -> row.tests().stream()
                .noneMatch(test -> test.ask(subject, judge.situation()).verdict() == Answer.Verdict.NO));
    }

    private Stream<Row> rows(ReadObservation answer) {
        return judge.scope().rowsAbout(answer.test().id()).stream();
    }

    private Subject subject(ReadObservation answer, Set<TestResult> results) {
        Match match = new Match(judge.criterion().id(), Role.SIGNAL, Set.of(), answer.question(), Match.Basis.CODE, "");
        return Subject.answer(
                match,
                answer.test().id(),
                results,
                judge.situation().timing(answer.fact()),
                ObservationStanding.doubt(answer.fact()));
    }

    private Optional<Piece> piece(ReadObservation answer) {
        Subject subject = subject(answer, answer.reading().results());
        Optional<Ruling> ruling = answer.counts()
                ? judge.byRows(subject)
                : Optional.of(PieceJudge.notCounted("its status is " + ObservationStanding.words(answer.fact())));
        EventTiming timing = judge.situation().timing(answer.fact());
        return ruling.map(found -> new Piece(
                new Evidence(
                        answer.fact().ref(),
                        answer.question(),
                        timing.shown(),
                        ObservationStanding.words(answer.fact()),
                        found.weight(),
                        found.why()),
                timing.last(),
                false,
                found.weight() != Weight.NOT_COUNTED));
    }
}
