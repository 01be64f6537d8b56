// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Concept;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the lists say of concepts, and for which of their codes a terminology server could be asked; remembered from patient to
 * patient, bounded as in {@link RememberingTerminology}. Thread-safe.
 */
public final class AskableConcepts {

    /** @param codes empty where the lists know one of the concept's codings */
    record Heard(Classification classification, Set<AskedCode> codes) {

        Heard {
            Objects.requireNonNull(classification, "classification");
            codes = Set.copyOf(codes);
        }
    }

    private final CodeListTerminology terminology;
    private final RememberedConcepts<Heard> clinical;
    private final RememberedConcepts<Heard> drugs;

    public AskableConcepts(CodeListTerminology terminology) {
        this.terminology = Objects.requireNonNull(terminology, "terminology");
        this.clinical = new RememberedConcepts<>(concept -> hear(concept, Domain.CLINICAL));
        this.drugs = new RememberedConcepts<>(concept -> hear(concept, Domain.DRUG));
    }

    Heard of(Concept concept, Domain domain) {
        return domain == Domain.DRUG ? drugs.of(concept) : clinical.of(concept);
    }

    private Heard hear(Concept concept, Domain domain) {
        return new Heard(terminology.classify(concept, domain), terminology.codesToAsk(concept, domain));
    }

    Optional<CodeSystem> system(String uri) {
        return terminology.system(uri);
    }
}
