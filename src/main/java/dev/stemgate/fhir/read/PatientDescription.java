// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.read.FileRecord.SystemValue;
import java.util.List;
import java.util.Objects;

/**
 * A patient as another source describes, to be looked for with {@code Patient/$match}. Names are not among it: nobody is matched by a
 * name.
 *
 * @param identifiers system and value, at least one
 * @param birthDate {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}; empty when not said
 * @param sex {@code male}, {@code female}, {@code other} or {@code unknown}; empty when not said
 */
public record PatientDescription(List<SystemValue> identifiers, String birthDate, String sex) {

    public PatientDescription {
        identifiers = List.copyOf(identifiers);
        Objects.requireNonNull(birthDate, "birthDate");
        Objects.requireNonNull(sex, "sex");
        if (identifiers.isEmpty()) {
            throw new IllegalArgumentException("nobody is looked for without an identifier");
        }
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "PatientDescription[" + identifiers.size() + " identifiers]";
    }
}
