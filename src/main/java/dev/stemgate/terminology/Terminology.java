// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Concept;
import java.util.Optional;

/** Classifies concepts. Implementations are thread-safe and give the same answer for the same concept. */
public interface Terminology {

    /** Which kind of thing a concept names: drugs are kept apart from everything else (CONTRACTS, Conditions of code). */
    enum Domain {
        CLINICAL,
        DRUG
    }

    Classification classify(Concept concept, Domain domain);

    /** Which code system a URI, an OID or a name means, whatever it knows of its codes; empty when unknown. */
    Optional<CodeSystem> system(String uri);
}
