// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.List;
import java.util.Objects;

/**
 * What the terminology says of one concept.
 *
 * @param matches the criteria it bears on; may be empty for a classified concept that bears on none
 * @param standing whether it is known at all
 * @param overrides what the site's local map takes away from what the shipped lists say; for showing only
 */
public record Classification(List<Match> matches, Standing standing, List<SiteOverride> overrides) {

    public enum Standing {
        /** At least one coding is known (list, prefix, irrelevant), or its words match or are known. */
        CLASSIFIED,
        /** An explicit negative statement: no known problems, no known medications. */
        NEGATIVE_STATEMENT,
        /** "No information", "not asked", masked: the kind was not read. */
        NO_INFORMATION,
        /** Nothing knows it. */
        UNCLASSIFIED
    }

    public Classification {
        matches = List.copyOf(matches);
        Objects.requireNonNull(standing, "standing");
        overrides = List.copyOf(overrides);
    }

    /** Nothing was taken away. */
    public Classification(List<Match> matches, Standing standing) {
        this(matches, standing, List.of());
    }
}
