// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds evidence in records that happened and have no activity: Procedures, and clinical codes that stand as the value of an
 * Observation (CONTRACTS, Conditions of code). A value is suggestive only: what its question asks is not known. A Procedure
 * never ends a pregnancy that other records tell of: the codes of that class hold counselling and obstetric care of any kind.
 */
final class EventPieces {

    /** One clinical code of such a record. */
    private record Event(
            ResourceRef ref,
            Selector.Kind kind,
            Match match,
            EventTiming timing,
            boolean counts,
            String status,
            String doubt) {}

    private final PieceJudge judge;

    EventPieces(PieceJudge judge) {
        this.judge = judge;
    }

    void addTo(Consumer<Piece> pieces) {
        PatientRecord patient = judge.situation().patient();
        patient.proceduresByList().forEach(judge.scope().searched(Selector.Kind.PROCEDURE), (procedure, match) -> {
            if (concerns(match, Selector.Kind.PROCEDURE)) {
                piece(event(procedure, match)).ifPresent(pieces);
            }
        });
        patient.valuesByList().forEach(judge.scope().searched(Selector.Kind.VALUE), (observation, match) -> {
            if (concerns(match, Selector.Kind.VALUE)) {
                piece(event(observation, match)).ifPresent(pieces);
            }
        });
    }

    private Event event(ClassifiedProcedure procedure, Match match) {
        ProcedureFact fact = procedure.fact();
        EventTiming timing = judge.situation().timing(fact);
        return new Event(
                fact.ref(),
                Selector.Kind.PROCEDURE,
                match,
                timing,
                procedure.counts(),
                ProcedureStanding.words(fact),
                PieceJudge.firstDoubt(
                        ProcedureStanding.doubt(fact),
                        timing.planned() ? "its date lies in the future" : "",
                        PieceJudge.doubt(match)));
    }

    private Event event(ClassifiedObservation observation, Match match) {
        ObservationFact fact = observation.fact();
        return new Event(
                fact.ref(),
                Selector.Kind.VALUE,
                match,
                judge.situation().timing(fact),
                observation.counts(),
                ObservationStanding.words(fact),
                PieceJudge.firstDoubt(
                        ObservationStanding.doubt(fact),
                        PieceJudge.doubt(match),
                        "it is the value of an Observation whose question the model does not know"));
    }

    private boolean concerns(Match match, Selector.Kind kind) {
        return judge.scope().names(kind, match.criterion()) || judge.isEnding(match);
    }

    private Optional<Piece> piece(Event event) {
        boolean ending = judge.isEnding(event.match());
        Subject subject = Subject.event(event.kind(), event.match(), event.timing(), event.doubt());
        Optional<Ruling> ruling = event.counts()
                ? ending
                        ? Optional.of(Endings.ruling(judge.criterion().endedBy().get(), subject, judge.situation()))
                        : judge.rule(subject)
                : Optional.of(PieceJudge.notCounted("its status is " + event.status()));
        Optional<DateRange> shown = event.timing().shown();
        return ruling.map(found -> new Piece(
                new Evidence(event.ref(), event.match().code(), shown, event.status(), found.weight(), found.why()),
                event.timing().last(),
                false,
                !ending && !judge.isAftermath(event.match()) && found.weight() != Weight.NOT_COUNTED));
    }
}
