// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.ResourceRef;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResourceType;

/**
 * A record, as a reference that any server accepts: one that is no legal literal reference (a line of a file, a {@code urn:uuid}) is
 * named by its display.
 *
 * @param reference relative; empty when it would not be legal
 * @param display may be empty
 */
record RecordReference(String reference, String display) {

    private static final int LONGEST_ID = 64;
    private static final boolean[] IN_AN_ID = inAnId();

    private static final Set<String> RESOURCE_TYPES =
            Stream.of(ResourceType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /** A version-specific reference. Its display repeats it, for servers that strip versions from references. */
    static RecordReference versioned(ResourceRef ref) {
        String versioned = ref.versioned();
        if (!isLiteral(ref)) {
            return new RecordReference("", PlainText.of(versioned));
        }
        boolean legal = ref.version().isEmpty() || isId(ref.version());
        return legal
                ? new RecordReference(versioned, versioned)
                : new RecordReference(ref.key(), PlainText.of(versioned));
    }

    /** A reference without version. */
    static RecordReference versionless(ResourceRef ref) {
        return isLiteral(ref) ? new RecordReference(ref.key(), "") : new RecordReference("", PlainText.of(ref.key()));
    }

    void write(Name name, FhirJson json) throws IOException {
        json.object(name);
        json.text(Name.REFERENCE, reference);
        json.text(Name.DISPLAY, display);
        json.endObject();
    }

    /** The same for a resource of HAPI FHIR. */
    Reference typed() {
        Reference typed = new Reference();
        if (!reference.isEmpty()) {
            typed.setReference(reference);
        }
        return display.isEmpty() ? typed : typed.setDisplay(display);
    }

    private static boolean isLiteral(ResourceRef ref) {
        return RESOURCE_TYPES.contains(ref.type()) && isId(ref.id());
    }

    /** Whether it is an id of FHIR: 1 to 64 letters, digits, hyphens and points. */
    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= IN_AN_ID.length || !IN_AN_ID[character]) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_ID;
    }

    private static boolean[] inAnId() {
        boolean[] allowed = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."
                .chars()
                .forEach(character -> allowed[character] = true);
        return allowed;
    }
}
