// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.Corrections;
import dev.stemgate.deadletter.PullCorrections;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.Step;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Bean {@code units}: takes units from the ledger and gives them back. Thread-safe. */
public final class UnitSteps {

    /** Real chains of merged records are short; a longer one is a circle. */
    private static final int LONGEST_CHAIN = 8;

    private final BridgeSettings settings;
    private final Ledger ledger;
    private final Corrections corrections;
    private final EndpointGate gate;
    private final Clock clock;
    private final String worker;
    private final Set<String> screening = ConcurrentHashMap.newKeySet();
    private final Map<String, PatientUnit> inWork = new ConcurrentHashMap<>();

    public UnitSteps(
            BridgeSettings settings,
            Ledger ledger,
            Corrections corrections,
            EndpointGate gate,
            Clock clock,
            String worker) {
        this.settings = settings;
        this.ledger = ledger;
        this.corrections = corrections;
        this.gate = gate;
        this.clock = clock;
        this.worker = worker;
    }

    /** Names of the EHRs that have open units, may be asked now, and are not being screened already. */
    public List<String> waiting() {
        return settings.hospitals().stream()
                .map(Hospital::ehr)
                .filter(ehr -> gate.isOpen(ehr) && !screening.contains(ehr) && ledger.openCount(ehr) > 0)
                .toList();
    }

    /** The units that were claimed and whose exchange has not ended. */
    public List<PatientUnit> inWork() {
        return List.copyOf(inWork.values());
    }

    /** The pending units of the exchange's EHR, claimed in small batches as they are worked off. */
    public Iterator<PatientUnit> claimed(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        return screening.add(hospital.ehr())
                ? new Claims(hospital)
                : List.<PatientUnit>of().iterator();
    }

    /** Prepares the work on one unit. */
    public void begin(Exchange exchange) {
        PatientUnit unit = exchange.getMessage().getBody(PatientUnit.class);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange ended) {
                inWork.remove(unit.claim());
            }
        });
        Hospital hospital = settings.hospital(unit.patient().ehr());
        LocalDate today = LocalDate.now(clock.withZone(hospital.zone()));
        exchange.setProperty(Properties.EHR, hospital.ehr());
        PullCorrections corrected = corrections.forPull(hospital.ehr());
        PatientRecord record =
                new PatientRecord(unit.patient(), today, hospital.fhirSettings(), corrected::correctionOf);
        Properties.work(exchange, new PatientWork(unit, hospital, record, corrected));
        if (!gate.isOpen(hospital.ehr())) {
            throw new EhrUnavailableException(hospital.ehr(), 0, List.of(), Optional.empty(), "is paused");
        }
    }

    /**
     * The patient was merged away: the request goes on with the surviving record.
     *
     * @throws CircularMergeException when that was done too often already
     */
    public void rekey(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        if (mergesFollowed(work.unit()) >= LONGEST_CHAIN) {
            throw new CircularMergeException(work.unit().patient().ehr());
        }
        ledger.rekey(work.unit(), PullSteps.survivor(work), clock.instant());
    }

    private long mergesFollowed(PatientUnit unit) {
        return ledger.trace(unit.id()).stream()
                .flatMap(trace -> trace.steps().stream())
                .filter(step -> step.kind() == Step.Kind.REKEYED)
                .count();
    }

    /**
     * Claims as it is asked. Once it has said that there is no more it keeps saying so: the splitter asks again after its end, and
     * throws away what it gets then.
     */
    private final class Claims implements Iterator<PatientUnit> {

        private final Hospital hospital;
        private final Deque<PatientUnit> batch = new ArrayDeque<>();
        private boolean ended;

        Claims(Hospital hospital) {
            this.hospital = hospital;
        }

        @Override
        public boolean hasNext() {
            if (batch.isEmpty() && !ended) {
                boolean claimed = false;
                try {
                    claimed = fill();
                } finally {
                    if (!claimed) {
                        ended = true;
                        screening.remove(hospital.ehr());
                    }
                }
            }
            return !batch.isEmpty();
        }

        private boolean fill() {
            if (!gate.isOpen(hospital.ehr())) {
                return false;
            }
            List<PatientUnit> claimed =
                    ledger.claim(hospital.ehr(), hospital.concurrency(), worker, clock.instant(), Heartbeat.LEASE);
            claimed.forEach(unit -> inWork.put(unit.claim(), unit));
            return batch.addAll(claimed);
        }

        @Override
        public PatientUnit next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return batch.removeFirst();
        }
    }
}
