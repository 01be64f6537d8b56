// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.util.List;
import java.util.Objects;

/**
 * Whose a record is, as its source says. Names are not among it: text alone never matches a patient (issue 5, Matching).
 *
 * @param localId the patient's id inside this source (a resource id, a CSV key, PID-3), by which records of several lines or files
 *     belong together; empty when the source has none
 * @param identifiers system and value, by which the EHR is asked
 * @param birthDate {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}, for the cross-check; empty when not said
 * @param sex {@code male}, {@code female}, {@code other} or {@code unknown}, for the cross-check; empty when not said
 */
public record Subject(String localId, List<PatientIdentifier> identifiers, String birthDate, String sex) {

    /** The source does not say whose the record is; it becomes a dead letter {@code unresolved-subject}. */
    public static final Subject NOT_SAID = new Subject("", List.of(), "", "");

    public Subject {
        Objects.requireNonNull(localId, "localId");
        Objects.requireNonNull(birthDate, "birthDate");
        Objects.requireNonNull(sex, "sex");
        identifiers = identifiers.stream().distinct().toList();
    }

    /** A patient whom other lines or files of the source describe. */
    public static Subject ofLocalId(String localId) {
        return new Subject(localId, List.of(), "", "");
    }

    /** True when there is nothing to find the patient by. */
    public boolean isNobody() {
        return localId.isEmpty() && identifiers.isEmpty();
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "Subject[" + identifiers.size() + " identifiers]";
    }
}
