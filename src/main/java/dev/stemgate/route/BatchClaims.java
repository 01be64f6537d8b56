// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.RecordKind;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientUnit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Claims pending units of a hospital from the ledger, as many as are best worked on together. Thread-safe. */
final class BatchClaims {

    private final Ledger ledger;
    private final EndpointGate gate;
    private final BatchManners manners;
    private final WholeBatches whole;
    private final Clock clock;
    private final String worker;

    /** @param worker the name under which units are claimed */
    BatchClaims(
            Ledger ledger, EndpointGate gate, BatchManners manners, WholeBatches whole, Clock clock, String worker) {
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.gate = Objects.requireNonNull(gate, "gate");
        this.manners = Objects.requireNonNull(manners, "manners");
        this.whole = Objects.requireNonNull(whole, "whole");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.worker = Objects.requireNonNull(worker, "worker");
    }

    /**
     * A batch; units that are read one by one, as many as there are threads. Empty when nothing is to be claimed now: nobody waits, the EHR
     * may not be asked, or more are about to come.
     *
     * @param inWork how many of the hospital's open units are in work here
     */
    List<ClaimedUnits> next(Hospital hospital, long inWork) {
        String ehr = hospital.ehr();
        Instant now = clock.instant();
        if (!gate.isOpen(ehr) || !hospital.isActiveAt(now)) {
            return List.of();
        }
        long open = ledger.openCount(ehr);
        Set<RecordKind> kinds = hospital.kindsRead().kinds();
        int size = manners.size(hospital, kinds, open);
        int largest = manners.largest(hospital, kinds);
        if (!whole.mayClaim(ehr, size == largest && open - inWork >= largest, now)) {
            return List.of();
        }
        int most = size == 1 ? hospital.concurrency() : size;
        List<PatientUnit> units = ledger.claim(ehr, most, worker, now, Heartbeat.LEASE);
        if (!units.isEmpty()) {
            whole.claimed(ehr, now);
        }
        List<ClaimedUnits> batches = new ArrayList<>();
        for (int from = 0; from < units.size(); from += size) {
            batches.add(new ClaimedUnits(units.subList(from, Math.min(units.size(), from + size)), now));
        }
        return batches;
    }
}
