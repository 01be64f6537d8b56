// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Locale;

/**
 * The finding of a criterion, in the order of MODEL §1: {@code absent < unknown < possible < present}. {@link #NOT_EVALUATED}
 * stands outside that order: this release or site does not judge the criterion, and it is never published as absent.
 */
public enum Finding {
    ABSENT,
    UNKNOWN,
    POSSIBLE,
    PRESENT,
    NOT_EVALUATED;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The code that is published, for instance {@code not-evaluated}. */
    public String code() {
        return code;
    }

    /** The stronger of two findings of one criterion. */
    public Finding max(Finding other) {
        if (this == NOT_EVALUATED || other == NOT_EVALUATED) {
            throw new IllegalArgumentException("not-evaluated has no place in the order of findings");
        }
        return compareTo(other) >= 0 ? this : other;
    }
}
