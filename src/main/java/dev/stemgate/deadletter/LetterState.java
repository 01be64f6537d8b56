// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.Locale;

/** What became of a letter. */
public enum LetterState {
    OPEN,
    REPLAYED,
    RESOLVED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LetterState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
