// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Objects;

/**
 * A code that no list knows and that a terminology server may know.
 *
 * @param system canonical URI of its code system, whatever alias it was sent under; for a system that the lists do not know, the URI
 *     without blanks, version and scheme, in small letters
 * @param code the code without blanks around it
 */
public record AskedCode(String system, String code) {

    public AskedCode {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(code, "code");
        if (system.isBlank() || code.isBlank()) {
            throw new IllegalArgumentException("a code that is asked for has a system and a code");
        }
    }
}
