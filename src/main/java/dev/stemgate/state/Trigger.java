// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Locale;

/** Why a patient is to be screened. */
public enum Trigger {
    COHORT,
    RESCREEN_DUE,
    NOTIFICATION,
    FILE,
    REPLAY,
    MERGE,
    MODEL_CHANGE,
    MANUAL;

    /** The word that is stored and shown, for instance {@code manual}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Trigger ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
