// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Concept;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Classifies as another terminology does, and remembers which codes a terminology server could be asked for: those of concepts of which
 * the lists know no coding. For one evaluation.
 */
public final class CodesToAsk implements Terminology {

    private final AskableConcepts concepts;
    private final Set<AskedCode> codes = ConcurrentHashMap.newKeySet();

    /** @param concepts what is known already, shared by many evaluations */
    public CodesToAsk(AskableConcepts concepts) {
        this.concepts = concepts;
    }

    @Override
    public Classification classify(Concept concept, Domain domain) {
        AskableConcepts.Heard heard = concepts.of(concept, domain);
        codes.addAll(heard.codes());
        return heard.classification();
    }

    @Override
    public Optional<CodeSystem> system(String uri) {
        return concepts.system(uri);
    }

    /** The codes met so far. */
    public Set<AskedCode> codes() {
        return Set.copyOf(codes);
    }
}
