// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server was found to do.
 *
 * @param ehr name of the EHR
 * @param probes in the order asked
 * @param proposal parameters of a hospital file that would serve it better than their defaults, sorted by name
 * @param unavailable why nothing more could be asked: the server is down, or lets nobody in; empty when it answered to the end
 */
public record EhrReport(String ehr, List<Probe> probes, Map<String, String> proposal, Optional<String> unavailable) {

    public EhrReport {
        Objects.requireNonNull(ehr, "ehr");
        probes = List.copyOf(probes);
        proposal = java.util.Collections.unmodifiableMap(new TreeMap<>(proposal));
        Objects.requireNonNull(unavailable, "unavailable");
    }

    /** True when something will not work, or will work less well than it could. */
    public boolean hasFindings() {
        return probes.stream()
                .anyMatch(probe -> probe.verdict() == Probe.Verdict.FAILS || probe.verdict() == Probe.Verdict.LIMITED);
    }
}
