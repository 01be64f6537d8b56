// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Meta;

/** CodeableConcepts and security labels, as they were sent. */
final class Concepts {

    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final Set<String> ABSENT_SYSTEMS = Set.of(
            "http://terminology.hl7.org/CodeSystem/data-absent-reason", "http://hl7.org/fhir/data-absent-reason");

    private Concepts() {}

    static Concept of(CodeableConcept concept) {
        List<Code> codings = concept.getCoding().stream()
                .map(Concepts::code)
                .filter(code -> !code.equals(new Code("", "", "")))
                .toList();
        return new Concept(codings, text(concept.getText()), absentReason(concept));
    }

    static List<Concept> all(List<CodeableConcept> concepts) {
        return concepts.stream().map(Concepts::of).toList();
    }

    static Code code(Coding coding) {
        return new Code(text(coding.getSystem()), text(coding.getCode()), text(coding.getDisplay()));
    }

    static List<Code> labels(Meta meta) {
        return meta.getSecurity().stream().map(Concepts::code).toList();
    }

    static String text(String value) {
        return value == null ? "" : value.strip();
    }

    private static String absentReason(CodeableConcept concept) {
        Stream<Element> carriers = Stream.concat(
                Stream.of(concept, concept.getTextElement()),
                concept.getCoding().stream()
                        .flatMap(coding -> Stream.of(coding, coding.getCodeElement(), coding.getDisplayElement())));
        Stream<String> extensions = carriers.map(Concepts::absentReason).flatMap(Optional::stream);
        Stream<String> codes = concept.getCoding().stream()
                .filter(coding -> ABSENT_SYSTEMS.contains(text(coding.getSystem())))
                .map(coding -> text(coding.getCode()));
        return Stream.concat(extensions, codes).findFirst().orElse("");
    }

    /** The data-absent-reason that an element carries as an extension. */
    static Optional<String> absentReason(Element element) {
        Extension extension = element.getExtensionByUrl(ABSENT);
        return extension == null || extension.getValue() == null
                ? Optional.empty()
                : Optional.of(text(extension.getValue().primitiveValue()));
    }
}
