// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UnsignedIntType;

/**
 * One criterion as a component. A finding is a value of code system {@code screening-finding}; a criterion that was not
 * evaluated has no value and says so in {@code dataAbsentReason}, with our code first and the standard {@code not-performed}
 * beside it. It is never published as absent.
 */
final class CriterionComponent {

    private static final String DATA_ABSENT_REASON = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    private CriterionComponent() {}

    static ObservationComponentComponent of(CriterionResult result) {
        ObservationComponentComponent component = new ObservationComponentComponent();
        component.setCode(
                new CodeableConcept(PublishedCode.criterion(result.id())).setText(PlainText.of(result.title())));
        CodeableConcept finding = new CodeableConcept(PublishedCode.finding(result.finding()));
        if (result.finding() == Finding.NOT_EVALUATED) {
            component.setDataAbsentReason(
                    finding.addCoding(new Coding(DATA_ABSENT_REASON, "not-performed", "Not Performed")));
        } else {
            component.setValue(finding);
        }
        PublishedEvidence evidence = PublishedEvidence.of(result);
        evidence.shown().forEach(piece -> component.addExtension(EvidenceExtension.of(piece)));
        if (evidence.omitted() > 0) {
            component.addExtension(new Extension(
                    Canonical.extension("screening-evidence-omitted"), new UnsignedIntType(evidence.omitted())));
        }
        reasons(result.reasons()).forEach(component::addExtension);
        return component;
    }

    /** Whole sentences as repeated extensions {@code screening-reason}. */
    static List<Extension> reasons(List<String> sentences) {
        return sentences.stream()
                .map(PlainText::of)
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> new Extension(Canonical.extension("screening-reason"), new StringType(sentence)))
                .toList();
    }
}
