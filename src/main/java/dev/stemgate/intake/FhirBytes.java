// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.util.Arrays;
import java.util.Objects;

/**
 * One FHIR R4 resource as JSON.
 *
 * @param type its resource type, for instance {@code Condition}
 * @param json UTF-8; not copied, and so not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent")
public record FhirBytes(String type, byte[] json) {

    public FhirBytes {
        Objects.requireNonNull(json, "json");
        if (!type.matches("[A-Z][A-Za-z]{2,39}")) {
            throw new IllegalArgumentException("not shaped as a resource type");
        }
    }

    public String sha256() {
        return ContentHash.of(json);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FhirBytes that && type.equals(that.type) && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "FhirBytes[" + type + ", " + json.length + " bytes]";
    }
}
