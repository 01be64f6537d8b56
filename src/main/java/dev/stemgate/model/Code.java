// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;

/**
 * One coding as it was sent.
 *
 * @param system the code system's URI as received (aliases and OIDs are resolved by the terminology); empty when missing
 * @param code the code as received; empty when missing
 * @param display the sender's display; empty when missing
 */
public record Code(String system, String code, String display) {

    public Code {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(display, "display");
    }

    /** A coding without a code says nothing that a code list could answer. */
    public boolean hasCode() {
        return !code.isBlank();
    }
}
