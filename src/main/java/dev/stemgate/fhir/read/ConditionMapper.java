// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.VerificationStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;

/** Condition to facts. A status coding counts with or without its system, with or without blanks; a word FHIR does not define is missing. */
final class ConditionMapper {

    private static final Map<String, ClinicalStatus> CLINICAL = words(ClinicalStatus.values(), ClinicalStatus.MISSING);
    private static final Map<String, VerificationStatus> VERIFICATION =
            words(VerificationStatus.values(), VerificationStatus.MISSING);

    private ConditionMapper() {}

    static ConditionFact fact(Condition condition) {
        return new ConditionFact(
                References.refOf(condition),
                Concepts.of(condition.getCode()),
                clinicalStatus(condition.getClinicalStatus()),
                verificationStatus(condition.getVerificationStatus()),
                condition.getCategory().stream()
                        .flatMap(category -> category.getCoding().stream())
                        .anyMatch(coding -> Concepts.text(coding.getCode()).equals("encounter-diagnosis")),
                Times.when(condition.getOnset()),
                Times.when(condition.getAbatement()),
                FhirDates.of(condition.getRecordedDateElement()),
                Concepts.labels(condition.getMeta()));
    }

    static ClinicalStatus clinicalStatus(CodeableConcept concept) {
        return status(concept, CLINICAL).orElse(ClinicalStatus.MISSING);
    }

    static VerificationStatus verificationStatus(CodeableConcept concept) {
        return status(concept, VERIFICATION).orElse(VerificationStatus.MISSING);
    }

    private static <E> Optional<E> status(CodeableConcept concept, Map<String, E> words) {
        return concept.getCoding().stream()
                .map(coding -> words.get(Concepts.text(coding.getCode())))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values, E missing) {
        return List.of(values).stream()
                .filter(value -> value != missing)
                .collect(Collectors.toUnmodifiableMap(
                        value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'), Function.identity()));
    }
}
