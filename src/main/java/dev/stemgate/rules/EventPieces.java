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
import java.util.Set;
import java.util.stream.Stream;

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

    Stream<Piece> pieces() {
        PatientRecord patient = judge.situation().patient();
        if (patient.procedures().isEmpty() && patient.observations().isEmpty()) {
            return Stream.empty();
        }
        Set<String> ofProcedures = judge.lists(Selector.Kind.PROCEDURE);
        Set<String> ofValues = judge.lists(Selector.Kind.VALUE);
        return Stream.concat(
                        patient.procedures().stream().flatMap(procedure -> events(procedure, ofProcedures)),
                        patient.observations().stream().flatMap(observation -> events(observation, ofValues)))
                .map(this::piece)
                .flatMap(Optional::stream);
    }

    private Stream<Event> events(ClassifiedProcedure procedure, Set<String> lists) {
        ProcedureFact fact = procedure.fact();
        return procedure.matches().filter(match -> concerns(match, lists)).map(match -> {
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
        });
    }

    private Stream<Event> events(ClassifiedObservation observation, Set<String> lists) {
        ObservationFact fact = observation.fact();
        return observation.values().stream()
                .filter(match -> concerns(match, lists))
                .map(match -> new Event(
                        fact.ref(),
                        Selector.Kind.VALUE,
                        match,
                        judge.situation().timing(fact),
                        observation.counts(),
                        ObservationStanding.words(fact),
                        PieceJudge.firstDoubt(
                                ObservationStanding.doubt(fact),
                                PieceJudge.doubt(match),
                                "it is the value of an Observation whose question the model does not know")));
    }

    private boolean concerns(Match match, Set<String> lists) {
        return lists.contains(match.criterion()) || judge.isEnding(match);
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
