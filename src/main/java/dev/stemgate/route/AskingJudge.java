// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.AskableConcepts;
import dev.stemgate.terminology.CodesToAsk;
import dev.stemgate.terminology.ServerAnswers;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Judges by the lists, and where they know no coding of a record, once more with what the terminology server says of it. The evaluation
 * stays a pure function: it is given the answers (ADR 0008). Thread-safe.
 */
final class AskingJudge implements PatientJudge {

    private final ScreeningCore core;
    private final TerminologyLookup lookup;
    private final AtomicReference<Listed> listed = new AtomicReference<>();

    /** What the lists and the value sets say, as far as these could be read. */
    private record Listed(ServerAnswers members, AskableConcepts concepts) {}

    AskingJudge(ScreeningCore core, TerminologyLookup lookup) {
        this.core = core;
        this.lookup = lookup;
    }

    @Override
    public Screening judge(PatientFacts facts, LocalDate asOf) {
        CodesToAsk asking = new CodesToAsk(concepts(lookup.valueSets()));
        Screening byLists = core.evaluator().with(asking).evaluate(facts, asOf);
        if (asking.codes().isEmpty()) {
            return byLists;
        }
        ServerAnswers heard = lookup.answers(asking.codes());
        return heard.codes().isEmpty()
                ? byLists
                : core.evaluator().with(core.terminology().with(heard)).evaluate(facts, asOf);
    }

    /** Remembered from patient to patient, until another value set has been read. */
    private AskableConcepts concepts(ServerAnswers members) {
        Listed known = listed.get();
        if (known == null || !known.members().equals(members)) {
            known = new Listed(members, new AskableConcepts(core.terminology().with(members)));
            listed.set(known);
        }
        return known.concepts();
    }
}
