// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The EHRs whose cohort an outage, or the hour, kept from being read to its end: to be read again as soon as they may be asked, not only at the
 * next round, which may be a day away. Thread-safe.
 */
final class CutShortCohorts {

    private final Set<String> ehrs = ConcurrentHashMap.newKeySet();
    private final Predicate<String> mayBeAsked;

    /** @param mayBeAsked whether an EHR may be asked now: its gate is open, and its hours are */
    CutShortCohorts(Predicate<String> mayBeAsked) {
        this.mayBeAsked = mayBeAsked;
    }

    void add(String ehr) {
        ehrs.add(ehr);
    }

    void remove(String ehr) {
        ehrs.remove(ehr);
    }

    boolean contains(String ehr) {
        return ehrs.contains(ehr);
    }

    /** Those that may be asked by now. */
    List<String> toReadAgain() {
        return ehrs.stream().filter(mayBeAsked).sorted().toList();
    }
}
