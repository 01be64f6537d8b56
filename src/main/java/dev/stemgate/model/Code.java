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

    /** Codings are compared often: the same object first, then the code, which tells most apart. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Code that
                        && code.equals(that.code)
                        && system.equals(that.system)
                        && display.equals(that.display);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * system.hashCode() + code.hashCode()) + display.hashCode();
    }

    /** A coding without a code says nothing that a code list could answer. */
    public boolean hasCode() {
        return !code.isBlank();
    }
}
