// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.EnumSet;
import java.util.Set;

/** Settles what several codings of one concept are known as. Not thread-safe; for one concept. */
final class Standings {

    private final Set<Classification.Standing> seen = EnumSet.noneOf(Classification.Standing.class);

    void add(Classification.Standing standing) {
        seen.add(standing);
    }

    /** True when a coding is known for what it means, not only as a statement about the record. */
    boolean hasClassified() {
        return seen.contains(Classification.Standing.CLASSIFIED);
    }

    /** A known thing outweighs a statement; "no information" outweighs "none", since missing is not absent. */
    Classification.Standing settle() {
        if (seen.contains(Classification.Standing.CLASSIFIED)) {
            return Classification.Standing.CLASSIFIED;
        }
        if (seen.contains(Classification.Standing.NO_INFORMATION)) {
            return Classification.Standing.NO_INFORMATION;
        }
        return seen.contains(Classification.Standing.NEGATIVE_STATEMENT)
                ? Classification.Standing.NEGATIVE_STATEMENT
                : Classification.Standing.UNCLASSIFIED;
    }
}
