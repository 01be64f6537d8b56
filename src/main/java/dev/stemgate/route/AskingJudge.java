// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.CodesToAsk;
import dev.stemgate.terminology.ServerAnswers;
import java.time.LocalDate;
import java.util.function.Supplier;

/**
 * Judges by the lists, and where they know no coding of a record, once more with what the terminology server says of it. The evaluation
 * stays a pure function: it is given the answers (ADR 0008). Thread-safe.
 */
final class AskingJudge implements PatientJudge {

    private final Supplier<ScreeningCore> model;
    private final TerminologyLookup lookup;

    AskingJudge(Supplier<ScreeningCore> model, TerminologyLookup lookup) {
        this.model = model;
        this.lookup = lookup;
    }

    @Override
    public Screening judge(PatientFacts facts, LocalDate asOf) {
        ScreeningCore core = model.get();
        ServerAnswers members = lookup.valueSets();
        CodesToAsk asking = new CodesToAsk(core.terminology().with(members));
        Screening byLists = core.evaluator().with(asking).evaluate(facts, asOf);
        if (asking.codes().isEmpty()) {
            return byLists;
        }
        ServerAnswers heard = lookup.answers(asking.codes());
        return heard.codes().isEmpty()
                ? byLists
                : core.evaluator().with(core.terminology().with(heard)).evaluate(facts, asOf);
    }
}
