// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Locale;

/** The state of a patient unit (CONTRACTS, Two ledgers); exactly one at any moment. */
public enum UnitState {
    PENDING,
    WRITTEN,
    UNCHANGED,
    DEAD_LETTERED,
    HELD;

    /** The word that is stored and shown, for instance {@code held}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static UnitState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
