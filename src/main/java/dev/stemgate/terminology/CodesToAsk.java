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

    private final CodeListTerminology terminology;
    private final Set<AskedCode> codes = ConcurrentHashMap.newKeySet();

    public CodesToAsk(CodeListTerminology terminology) {
        this.terminology = terminology;
    }

    @Override
    public Classification classify(Concept concept, Domain domain) {
        codes.addAll(terminology.codesToAsk(concept, domain));
        return terminology.classify(concept, domain);
    }

    @Override
    public Optional<CodeSystem> system(String uri) {
        return terminology.system(uri);
    }

    /** The codes met so far. */
    public Set<AskedCode> codes() {
        return Set.copyOf(codes);
    }
}
