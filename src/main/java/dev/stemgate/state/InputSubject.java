// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;
import java.util.Optional;

/**
 * A patient as a source describes, and whom that is at the EHR.
 *
 * @param key names it: a hash of source and local id
 * @param source folder or listener
 * @param ehr where it is to be found
 * @param localId the patient's id inside the source; may be empty
 * @param description what the source says, as JSON; empty until it says something
 * @param described whether that says birth date or sex, and not only how the patient is identified
 * @param state {@code new}, {@code matched}, or the reason code why not
 * @param patientId logical id at the EHR when matched
 */
public record InputSubject(
        String key,
        String source,
        String ehr,
        String localId,
        String description,
        boolean described,
        String state,
        Optional<String> patientId) {

    public static final String NEW = "new";
    public static final String MATCHED = "matched";

    public InputSubject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(localId, "localId");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(patientId, "patientId");
    }

    /** True when it is known who that is, and nothing was said since that could change it. */
    public boolean isMatched() {
        return state.equals(MATCHED) && patientId.isPresent();
    }

    /** True when this says birth date or sex, and the other says no more than how the patient is identified. */
    boolean saysMoreThan(InputSubject other) {
        return !description.isEmpty() && described && !other.described();
    }

    /** Without what it says, which is personal data. */
    @Override
    public String toString() {
        return "InputSubject[" + source + " " + state + "]";
    }
}
