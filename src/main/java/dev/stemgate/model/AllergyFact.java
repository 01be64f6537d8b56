// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An AllergyIntolerance, extracted without judgement. Its code names a substance or a state, so it is read both as a drug and as
 * anything else.
 *
 * @param code the substance, or a statement such as "no known allergy"
 * @param clinicalStatus active, inactive, resolved; MISSING also for an unknown word. {@link ClinicalStatus#ACTIVE} for active
 * @param verificationStatus as of a Condition; {@code presumed} does not exist in R4
 * @param criticality {@code criticality}
 * @param reactions {@code reaction}s
 * @param onset {@code onset[x]}
 * @param recordedDate {@code recordedDate}
 * @param lastOccurrence {@code lastOccurrence}
 * @param securityLabels {@code meta.security}
 */
public record AllergyFact(
        ResourceRef ref,
        Concept code,
        ClinicalStatus clinicalStatus,
        VerificationStatus verificationStatus,
        Criticality criticality,
        List<Reaction> reactions,
        Optional<When> onset,
        Optional<DateRange> recordedDate,
        Optional<DateRange> lastOccurrence,
        List<Code> securityLabels) {

    /** AllergyIntoleranceCriticality of R4; MISSING also for an illegal word. */
    public enum Criticality {
        LOW,
        HIGH,
        UNABLE_TO_ASSESS,
        MISSING
    }

    /**
     * One reaction.
     *
     * @param substance the substance of this reaction; an empty concept when not given
     * @param manifestations what happened, for instance anaphylaxis
     * @param severe {@code severity=severe}
     */
    public record Reaction(Concept substance, List<Concept> manifestations, boolean severe) {
        public Reaction {
            Objects.requireNonNull(substance, "substance");
            manifestations = List.copyOf(manifestations);
        }
    }

    public AllergyFact {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(clinicalStatus, "clinicalStatus");
        Objects.requireNonNull(verificationStatus, "verificationStatus");
        Objects.requireNonNull(criticality, "criticality");
        reactions = List.copyOf(reactions);
        Objects.requireNonNull(onset, "onset");
        Objects.requireNonNull(recordedDate, "recordedDate");
        Objects.requireNonNull(lastOccurrence, "lastOccurrence");
        securityLabels = List.copyOf(securityLabels);
    }
}
