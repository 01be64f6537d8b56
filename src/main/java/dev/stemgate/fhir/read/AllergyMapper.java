// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.AllergyFact.Criticality;
import dev.stemgate.model.AllergyFact.Reaction;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceSeverity;

/**
 * AllergyIntolerance to facts. Extracts, and judges nothing: where {@code code} is missing the concept is empty, and the substance
 * stands in the reactions.
 */
final class AllergyMapper {

    private AllergyMapper() {}

    static AllergyFact fact(AllergyIntolerance allergy) {
        return new AllergyFact(
                References.refOf(allergy),
                Concepts.of(allergy.getCode()),
                ConditionMapper.clinicalStatus(allergy.getClinicalStatus()),
                ConditionMapper.verificationStatus(allergy.getVerificationStatus()),
                allergy.getCriticality() != null
                        ? EnumWords.of(
                                        Criticality.class,
                                        allergy.getCriticality().toCode())
                                .orElse(Criticality.MISSING)
                        : Criticality.MISSING,
                allergy.getReaction().stream().map(AllergyMapper::reaction).toList(),
                Times.when(allergy.getOnset()),
                FhirDates.of(allergy.getRecordedDateElement()),
                FhirDates.of(allergy.getLastOccurrenceElement()),
                Concepts.labels(allergy.getMeta()));
    }

    private static Reaction reaction(AllergyIntoleranceReactionComponent reaction) {
        return new Reaction(
                Concepts.of(reaction.getSubstance()),
                Concepts.all(reaction.getManifestation()),
                reaction.getSeverity() == AllergyIntoleranceSeverity.SEVERE);
    }
}
