// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.read.Silencing;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationFact.Component;
import dev.stemgate.model.ObservationValue;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.rules.Evaluator;
import java.util.function.Predicate;

/**
 * Leaves of a record of which no screening takes anything only that it was read: most Observations and Procedures of a hospital are such.
 * What is not known to be silent stays as it is, so nothing is lost that a finding, a reason or a count depends on. Thread-confined.
 */
final class Silence implements Silencing {

    private final Verdicts asks;
    private final Verdicts listed;
    private final Verdicts listedProcedure;

    /** @param evaluator the same that judges afterwards */
    Silence(Evaluator evaluator) {
        this.asks = new Verdicts(evaluator::asks);
        this.listed = new Verdicts(evaluator::isListed);
        this.listedProcedure = new Verdicts(evaluator::isListedProcedure);
    }

    @Override
    public RecordFact of(RecordFact fact) {
        boolean silent = fact instanceof RecordFact.OfObservation observation && isSilent(observation.fact())
                || fact instanceof RecordFact.OfProcedure procedure && isSilent(procedure.fact());
        return silent ? new RecordFact.Silent(fact.kind(), fact.ref()) : fact;
    }

    @Override
    public boolean isSilent(Concept value) {
        return !listed.of(value);
    }

    private boolean isSilent(ObservationFact fact) {
        if (!fact.securityLabels().isEmpty() || !isSilent(fact.code(), fact.value())) {
            return false;
        }
        for (Component part : fact.components()) {
            if (!isSilent(part.code(), part.value())) {
                return false;
            }
        }
        return true;
    }

    private boolean isSilent(Concept question, ObservationValue value) {
        return !asks.of(question) && !(value instanceof ObservationValue.Coded coded && !isSilent(coded.concept()));
    }

    private boolean isSilent(ProcedureFact fact) {
        return fact.securityLabels().isEmpty() && fact.used().isEmpty() && !listedProcedure.of(fact.code());
    }

    /** What was said of a concept before. The line reader gives the same object for the same bytes, so that finding it costs nothing. */
    private static final class Verdicts {

        private static final int SIZE = 1 << 11;

        private final Predicate<Concept> verdict;
        private final Concept[] concepts = new Concept[SIZE];
        private final boolean[] verdicts = new boolean[SIZE];

        Verdicts(Predicate<Concept> verdict) {
            this.verdict = verdict;
        }

        boolean of(Concept concept) {
            int slot = System.identityHashCode(concept) & SIZE - 1;
            if (concepts[slot] != concept) {
                verdicts[slot] = verdict.test(concept);
                concepts[slot] = concept;
            }
            return verdicts[slot];
        }
    }
}
