// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Concept;
import java.util.Objects;
import java.util.Optional;

/**
 * A terminology that remembers its answers: a hospital writes few thousand different concepts, each many times. What it holds
 * is bounded; when it is full it forgets everything and begins again. Long texts, which hardly come twice, are not kept.
 * Thread-safe.
 */
public final class RememberingTerminology implements Terminology {

    private final RememberedConcepts<Classification> clinical;
    private final RememberedConcepts<Classification> drugs;
    private final Remembered<String, Optional<CodeSystem>> systems;

    /** @param asked the terminology that knows; it gives the same answer for the same concept */
    public RememberingTerminology(Terminology asked) {
        Objects.requireNonNull(asked, "asked");
        this.clinical = new RememberedConcepts<>(concept -> asked.classify(concept, Domain.CLINICAL));
        this.drugs = new RememberedConcepts<>(concept -> asked.classify(concept, Domain.DRUG));
        this.systems = new Remembered<>(RememberedConcepts.MOST_ANSWERS, asked::system);
    }

    @Override
    public Classification classify(Concept concept, Domain domain) {
        return domain == Domain.DRUG ? drugs.of(concept) : clinical.of(concept);
    }

    @Override
    public Optional<CodeSystem> system(String uri) {
        return systems.of(uri);
    }
}
