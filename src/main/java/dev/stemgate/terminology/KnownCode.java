// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.List;
import java.util.Objects;

/**
 * A code that a list names.
 *
 * @param domain drug or anything else
 * @param displays every display that the lists give for it
 * @param entries what it says of each criterion, one entry a criterion; empty when it is known to say nothing
 */
record KnownCode(Terminology.Domain domain, List<String> displays, List<CodeEntry> entries) {

    KnownCode {
        Objects.requireNonNull(domain, "domain");
        displays = List.copyOf(displays);
        entries = List.copyOf(entries);
    }

    /** The entries that give a match: everything but exclusions. */
    List<CodeEntry> matching() {
        return entries.stream().filter(entry -> entry.role() != Role.EXCLUDE).toList();
    }
}
