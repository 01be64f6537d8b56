// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What a terminology server said of one code, as it is kept.
 *
 * @param system canonical URI of the code system
 * @param code the code
 * @param basis hash of what it was asked for: server and roots
 * @param roots codes of the roots that it lies under; empty when under none
 * @param display the server's name for it; cut to 1,000 characters
 * @param askedAt when it was asked
 */
public record TerminologyAnswer(
        String system, String code, String basis, Set<String> roots, String display, Instant askedAt) {

    private static final int LONGEST_DISPLAY = 1000;

    public TerminologyAnswer {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(basis, "basis");
        roots = Set.copyOf(roots);
        display = display.length() > LONGEST_DISPLAY ? display.substring(0, LONGEST_DISPLAY) : display;
        Objects.requireNonNull(askedAt, "askedAt");
    }
}
