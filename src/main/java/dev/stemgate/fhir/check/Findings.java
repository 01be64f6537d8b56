// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.check.Probe.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects what is found, and tells a listener as it comes. Thread-confined. */
final class Findings {

    private final List<Probe> probes = new ArrayList<>();
    private final Map<String, String> proposal = new TreeMap<>();
    private final Consumer<Probe> listener;

    Findings(Consumer<Probe> listener) {
        this.listener = listener;
    }

    void works(String topic, String seen, String meaning) {
        add(new Probe(topic, Verdict.WORKS, seen, meaning));
    }

    void limited(String topic, String seen, String meaning) {
        add(new Probe(topic, Verdict.LIMITED, seen, meaning));
    }

    void fails(String topic, String seen, String meaning) {
        add(new Probe(topic, Verdict.FAILS, seen, meaning));
    }

    void notTried(String topic, String seen, String meaning) {
        add(new Probe(topic, Verdict.NOT_TRIED, seen, meaning));
    }

    /** A parameter of the hospital file that this server asks for. */
    void propose(String parameter, String value) {
        proposal.put(parameter, value);
    }

    /** Adds a value to a parameter that is a list. */
    void proposeAlso(String parameter, String value) {
        proposal.merge(parameter, value, (sofar, more) -> sofar + "," + more);
    }

    EhrReport report(String ehr, Optional<String> unavailable) {
        return new EhrReport(ehr, probes, proposal, unavailable);
    }

    private void add(Probe probe) {
        probes.add(probe);
        listener.accept(probe);
    }
}
