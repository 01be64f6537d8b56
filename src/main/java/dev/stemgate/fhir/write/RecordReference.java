// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Code;
import dev.stemgate.model.ResourceRef;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResourceType;

/**
 * What was received, as FHIR data types that any server accepts: a record that is no legal literal reference (a line of a
 * file, a {@code urn:uuid}) is named by its display, a coding without a legal system and code by its text.
 */
final class RecordReference {

    private static final Pattern FHIR_ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern ABSOLUTE_URI =
            Pattern.compile("(https?://|urn:(oid|uuid|iso|ietf):)[^\\s<>\"{}|\\\\^`]+");
    private static final Pattern FHIR_CODE = Pattern.compile("[^\\s]+(\\s[^\\s]+)*");

    private static final Set<String> RESOURCE_TYPES =
            Stream.of(ResourceType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private RecordReference() {}

    /** A relative, version-specific reference. Its display repeats it, for servers that strip versions from references. */
    static Reference versioned(ResourceRef ref) {
        Reference reference = new Reference().setDisplay(PlainText.of(ref.versioned()));
        if (isLiteral(ref)) {
            reference.setReference(isId(ref.version()) ? ref.versioned() : ref.key());
        }
        return reference;
    }

    /** A relative reference without version. */
    static Reference versionless(ResourceRef ref) {
        return isLiteral(ref) ? new Reference(ref.key()) : new Reference().setDisplay(PlainText.of(ref.key()));
    }

    /** The coding as received where FHIR can carry it, else its parts as text. */
    static CodeableConcept concept(Code code) {
        CodeableConcept concept = new CodeableConcept();
        String display = PlainText.of(code.display());
        boolean carried = ABSOLUTE_URI.matcher(code.system()).matches()
                && FHIR_CODE.matcher(code.code()).matches();
        if (carried) {
            Coding coding = concept.addCoding().setSystem(code.system()).setCode(code.code());
            if (!display.isEmpty()) {
                coding.setDisplay(display);
            }
            return concept;
        }
        String text = PlainText.of(String.join(" ", code.system(), code.code(), display));
        return text.isEmpty() ? concept : concept.setText(text);
    }

    /** The coding as received, without the parts that FHIR cannot carry; these become its display. */
    static Coding coding(Code code) {
        Coding coding = new Coding();
        boolean system = ABSOLUTE_URI.matcher(code.system()).matches();
        boolean known = FHIR_CODE.matcher(code.code()).matches();
        String display = PlainText.of(code.display());
        if (!system || !known) {
            display = PlainText.of(String.join(" ", system ? "" : code.system(), known ? "" : code.code(), display));
        }
        if (system) {
            coding.setSystem(code.system());
        }
        if (known) {
            coding.setCode(code.code());
        }
        return display.isEmpty() ? coding : coding.setDisplay(display);
    }

    private static boolean isLiteral(ResourceRef ref) {
        return isResourceType(ref.type()) && isId(ref.id());
    }

    private static boolean isId(String text) {
        return FHIR_ID.matcher(text).matches();
    }

    private static boolean isResourceType(String type) {
        return RESOURCE_TYPES.contains(type);
    }
}
