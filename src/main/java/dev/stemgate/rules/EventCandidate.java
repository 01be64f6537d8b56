// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.rules.RowMatcher.Ruling;
import java.util.Optional;

/**
 * A clinical code of a record that happened and has no activity: a Procedure, or a code that stands as the value of an
 * Observation (CONTRACTS, Conditions of code). A value is suggestive only: what its question asks is not known. A Procedure
 * never ends a pregnancy that other records tell of: the codes of that class hold counselling and obstetric care of any kind.
 */
sealed interface EventCandidate extends Candidate {

    Bearing bearing();

    boolean counts();

    String status();

    /** A Procedure. */
    record Done(ClassifiedProcedure procedure, Bearing bearing) implements EventCandidate {

        @Override
        public ResourceRef record() {
            return procedure.fact().ref();
        }

        @Override
        public boolean counts() {
            return procedure.counts();
        }

        @Override
        public String status() {
            return ProcedureStanding.words(procedure.fact());
        }

        @Override
        public Optional<Piece> on(Situation situation) {
            ProcedureFact fact = procedure.fact();
            EventTiming timing = situation.timing(fact);
            String doubt = Bearing.firstDoubt(
                    ProcedureStanding.doubt(fact),
                    timing.planned() ? "its date lies in the future" : "",
                    bearing.doubt());
            return piece(Selector.Kind.PROCEDURE, timing, doubt, situation);
        }
    }

    /** The value of an Observation. */
    record Valued(ClassifiedObservation observation, Bearing bearing) implements EventCandidate {

        @Override
        public ResourceRef record() {
            return observation.fact().ref();
        }

        @Override
        public boolean counts() {
            return observation.counts();
        }

        @Override
        public String status() {
            return ObservationStanding.words(observation.fact());
        }

        @Override
        public Optional<Piece> on(Situation situation) {
            ObservationFact fact = observation.fact();
            String doubt = Bearing.firstDoubt(
                    ObservationStanding.doubt(fact),
                    bearing.doubt(),
                    "it is the value of an Observation whose question the model does not know");
            return piece(Selector.Kind.VALUE, situation.timing(fact), doubt, situation);
        }
    }

    default Optional<Piece> piece(Selector.Kind kind, EventTiming timing, String doubt, Situation situation) {
        Optional<Ruling> ruling = counts()
                ? bearing().judge(Subject.event(kind, bearing().match(), timing, doubt), situation)
                : Optional.of(Ruling.notCounted(() -> "its status is " + status()));
        if (ruling.isEmpty()) {
            return Optional.empty();
        }
        Ruling found = ruling.get();
        return Optional.of(new Piece(
                record(),
                bearing().match().code(),
                timing.shown(),
                status(),
                found.weight(),
                found.why(),
                timing.last(),
                false,
                !bearing().isEnding() && !bearing().isAftermath() && found.weight() != Weight.NOT_COUNTED));
    }
}
