// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.util.Arrays;
import java.util.Objects;

/**
 * A line, entry or message exactly as received, for the dead letters.
 *
 * @param bytes not copied, and so not to be changed by anyone
 * @param mediaType what they are, for instance {@code application/fhir+json}, {@code text/csv}, {@code x-application/hl7-v2+er7}
 */
@SuppressWarnings("ArrayRecordComponent")
public record OriginalBytes(byte[] bytes, String mediaType) {

    public static final String FHIR_JSON = "application/fhir+json";
    public static final String FHIR_XML = "application/fhir+xml";
    public static final String CSV = "text/csv";
    public static final String HL7V2 = "x-application/hl7-v2+er7";

    public OriginalBytes {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(mediaType, "mediaType");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OriginalBytes that
                && mediaType.equals(that.mediaType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "OriginalBytes[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
