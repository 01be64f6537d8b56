// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Locale;

/** Whether a result went to the EHR, or was deliberately not written. */
public enum ResultStatus {
    WRITTEN,
    HELD;

    /** The word that is stored and shown, for instance {@code held}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ResultStatus ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
