// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Objects;

/**
 * What a site may decide for itself (MODEL §1, §3). Part of the model version, printed in each Observation.
 *
 * @param unclassified what a code does that nobody has classified
 * @param noMedications how a medication list without an entry is read
 * @param dualUse what a drug of class {@code dual-use} does for recent-cancer-treatment
 * @param checks what a recommended check that is due does
 */
public record Policies(Unclassified unclassified, NoMedications noMedications, DualUse dualUse, Checks checks) {

    public enum Unclassified {
        /** It makes its kind incomplete. */
        INDETERMINATE,
        /** A documented waiver: it is listed and changes nothing. */
        NOTE
    }

    public enum NoMedications {
        /** Beside at least one countable Condition it is read as "takes none". */
        NONE,
        /** It is never evidence of taking none. */
        UNKNOWN
    }

    public enum DualUse {
        /** It counts as suggestive by itself. */
        COUNT,
        /** It counts only beside evidence of a malignancy, or with one as its reason. */
        NOTE
    }

    public enum Checks {
        /** It is listed and changes nothing. */
        RECOMMENDED,
        /** It makes the finding that it would answer unknown, where that would be absent. */
        REQUIRED
    }

    public Policies {
        Objects.requireNonNull(unclassified, "unclassified");
        Objects.requireNonNull(noMedications, "noMedications");
        Objects.requireNonNull(dualUse, "dualUse");
        Objects.requireNonNull(checks, "checks");
    }

    /** Policies of a site where checks are only recommended. */
    public Policies(Unclassified unclassified, NoMedications noMedications, DualUse dualUse) {
        this(unclassified, noMedications, dualUse, Checks.RECOMMENDED);
    }

    /** The defaults of MODEL. */
    public static Policies defaults() {
        return new Policies(Unclassified.INDETERMINATE, NoMedications.NONE, DualUse.COUNT);
    }
}
