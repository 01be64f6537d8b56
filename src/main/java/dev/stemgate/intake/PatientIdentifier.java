// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.util.Objects;

/**
 * A patient's business identifier: both system and value, since one without the other is never a key (HARD-CASES, Who is the
 * patient).
 *
 * @param system URI of the naming system
 * @param value as the system issued it
 */
public record PatientIdentifier(String system, String value) {

    public PatientIdentifier {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(value, "value");
        system = system.strip();
        value = value.strip();
        if (system.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException("an identifier has a system and a value");
        }
    }

    /** Without the value, which is personal data. */
    @Override
    public String toString() {
        return "PatientIdentifier[" + system + "]";
    }
}
