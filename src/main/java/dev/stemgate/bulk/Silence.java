// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.rules.Evaluator;
import java.util.function.UnaryOperator;

/**
 * Leaves of a record of which no screening takes anything only that it was read: most Observations and Procedures of a hospital are such.
 * What it does not know to be silent stays as it is, so nothing is lost that a finding, a reason or a count depends on. Thread-safe.
 *
 * @param evaluator says what is silent; the same that judges afterwards
 */
record Silence(Evaluator evaluator) implements UnaryOperator<RecordFact> {

    @Override
    public RecordFact apply(RecordFact fact) {
        boolean silent = fact instanceof RecordFact.OfObservation observation
                        && observation.fact().securityLabels().isEmpty()
                        && evaluator.isSilent(observation.fact())
                || fact instanceof RecordFact.OfProcedure procedure
                        && procedure.fact().securityLabels().isEmpty()
                        && evaluator.isSilent(procedure.fact());
        return silent ? new RecordFact.Silent(fact.kind(), fact.ref()) : fact;
    }
}
