// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The EHRs whose cohort an outage kept from being read to its end: to be read again as soon as they may be asked, not only at the
 * next round, which may be a day away. Thread-safe.
 */
final class CutShortCohorts {

    private final Set<String> ehrs = ConcurrentHashMap.newKeySet();
    private final EndpointGate gate;

    CutShortCohorts(EndpointGate gate) {
        this.gate = gate;
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
        return ehrs.stream().filter(gate::isOpen).sorted().toList();
    }
}
