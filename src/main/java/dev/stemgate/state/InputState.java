// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Locale;

/** The state of an input unit: a line, an entry, a message (CONTRACTS, Two ledgers); exactly one at any moment. */
public enum InputState {
    PENDING,
    ACCEPTED,
    IRRELEVANT,
    DUPLICATE,
    DEAD_LETTERED;

    /** The word that is stored and shown, for instance {@code dead-lettered}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static InputState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
