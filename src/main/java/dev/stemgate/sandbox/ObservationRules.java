// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Which Observations a vendor's server takes. Thread-safe. */
final class ObservationRules {

    private static final String LOINC = "http://loinc.org";
    /** Body temperature and heart rate: flowsheet rows that this sandbox has mapped. */
    private static final Set<String> MAPPED_ROWS = Set.of("8310-5", "8867-4");

    private static final Set<String> VITALS_AND_LABS = Set.of("vital-signs", "laboratory");

    private final Manners manners;

    ObservationRules(Manners manners) {
        this.manners = manners;
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException with 405 or 422 for one that is not taken */
    void check(Observation observation) {
        if (!manners.takes("Observation")) {
            throw VendorOutcome.error(IssueType.NOTSUPPORTED, "", "Observation cannot be written")
                    .refusal(405);
        }
        if (manners.has(Manner.OBSERVATION_MAPPED_ROWS) && !isMapped(observation.getCode())) {
            throw VendorOutcome.error(IssueType.BUSINESSRULE, "59188", "No flowsheet row is mapped to this code")
                    .refusal(422);
        }
        if (manners.has(Manner.OBSERVATION_VITALS_AND_LABS)
                && observation.getCategory().stream().noneMatch(ObservationRules::isVitalOrLab)) {
            throw VendorOutcome.error(IssueType.BUSINESSRULE, "", "Only vital-signs and laboratory are taken")
                    .refusal(422);
        }
    }

    private static boolean isMapped(CodeableConcept code) {
        return code.getCoding().stream()
                .anyMatch(coding -> LOINC.equals(coding.getSystem()) && MAPPED_ROWS.contains(coding.getCode()));
    }

    private static boolean isVitalOrLab(CodeableConcept category) {
        return category.getCoding().stream()
                .anyMatch(coding -> VITALS_AND_LABS.contains(String.valueOf(coding.getCode())));
    }
}
