// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Objects;
import java.util.Set;

/**
 * A row of an ICD or ATC list: a prefix, or a range of prefixes of one length, without dots and in capitals.
 *
 * @param low first prefix of the range
 * @param high last prefix; equal to {@code low} for a single one
 * @param systems the editions it holds for
 */
record PrefixRule(String low, String high, Set<CodeSystem> systems, CodeEntry entry) {

    PrefixRule {
        Objects.requireNonNull(low, "low");
        Objects.requireNonNull(high, "high");
        systems = Set.copyOf(systems);
        Objects.requireNonNull(entry, "entry");
    }

    int length() {
        return low.length();
    }

    boolean isRange() {
        return !low.equals(high);
    }

    boolean covers(String prefix) {
        return low.compareTo(prefix) <= 0 && prefix.compareTo(high) <= 0;
    }
}
