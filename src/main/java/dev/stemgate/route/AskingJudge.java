// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.AskableConcepts;
import dev.stemgate.terminology.CodesToAsk;
import dev.stemgate.terminology.ServerAnswers;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Judges by the lists, and where they know no coding of a record, once more with what the terminology server says of it. The evaluation
 * stays a pure function: it is given the answers (ADR 0008). Thread-safe.
 */
final class AskingJudge implements PatientJudge {

    private final Supplier<ScreeningCore> model;
    private final TerminologyLookup lookup;
    private final AtomicReference<Listed> listed = new AtomicReference<>();

    /** What the lists and the value sets say, as far as these could be read. */
    private record Listed(ScreeningCore core, ServerAnswers members, AskableConcepts concepts) {}

    AskingJudge(Supplier<ScreeningCore> model, TerminologyLookup lookup) {
        this.model = model;
        this.lookup = lookup;
    }

    @Override
    public Screening judge(PatientFacts facts, LocalDate asOf) {
        ScreeningCore core = model.get();
        CodesToAsk asking = new CodesToAsk(concepts(core, lookup.valueSets()));
        Screening byLists = core.evaluator().with(asking).evaluate(facts, asOf);
        if (asking.codes().isEmpty()) {
            return byLists;
        }
        ServerAnswers heard = lookup.answers(asking.codes());
        return heard.codes().isEmpty()
                ? byLists
                : core.evaluator().with(core.terminology().with(heard)).evaluate(facts, asOf);
    }

    /** Remembered from patient to patient, until another value set, or another local map, has been read. */
    private AskableConcepts concepts(ScreeningCore core, ServerAnswers members) {
        Listed known = listed.get();
        if (known == null || known.core() != core || !known.members().equals(members)) {
            known = new Listed(
                    core, members, new AskableConcepts(core.terminology().with(members)));
            listed.set(known);
        }
        return known.concepts();
    }
}
