// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Locale;

/** The outcome of a screening; the first that applies in this order (MODEL §1). */
public enum Outcome {
    NOT_APPLICABLE,
    CONTRAINDICATED,
    INDETERMINATE,
    CAUTION,
    NO_CONTRAINDICATION_FOUND;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The code that is published, for instance {@code no-contraindication-found}. */
    public String code() {
        return code;
    }
}
