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
import java.time.Instant;
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
    private final BatchClaims claims;
    private final Set<String> screening = ConcurrentHashMap.newKeySet();
    private final Map<String, PatientUnit> inWork = new ConcurrentHashMap<>();

    public UnitSteps(
            BridgeSettings settings,
            Ledger ledger,
            Corrections corrections,
            EndpointGate gate,
            Clock clock,
            BatchClaims claims) {
        this.claims = claims;
        this.settings = settings;
        this.ledger = ledger;
        this.corrections = corrections;
        this.gate = gate;
        this.clock = clock;
    }

    /** Names of the EHRs that have open units, may be asked now, and are not being screened already. */
    public List<String> waiting() {
        return settings.hospitals().stream()
                .filter(hospital -> hospital.isActiveAt(clock.instant()))
                .map(Hospital::ehr)
                .filter(ehr -> gate.isOpen(ehr) && !screening.contains(ehr) && ledger.openCount(ehr) > 0)
                .toList();
    }

    /** The units that were claimed and neither closed nor given back. */
    public List<PatientUnit> inWork() {
        return List.copyOf(inWork.values());
    }

    /** The pending units of the exchange's EHR, claimed in batches as they are worked off. */
    public Iterator<?> claimed(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        return screening.add(hospital.ehr()) ? new Claims(hospital) : List.of().iterator();
    }

    /** Notes that the units in the body stay in work until their batch has ended. */
    public void beginBatch(Exchange exchange) {
        ClaimedUnits claim = exchange.getMessage().getBody(ClaimedUnits.class);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange ended) {
                claim.units().forEach(unit -> inWork.remove(unit.claim()));
            }
        });
    }

    private static boolean waitsToBeWritten(Exchange exchange, PatientUnit unit) {
        return Properties.hasBatch(exchange)
                && Properties.batch(exchange).toWrite().stream()
                        .anyMatch(work -> work.unit().claim().equals(unit.claim()));
    }

    /** Prepares the work on one unit. */
    public void begin(Exchange exchange) {
        PatientUnit unit = exchange.getMessage().getBody(PatientUnit.class);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange ended) {
                if (!waitsToBeWritten(ended, unit)) {
                    inWork.remove(unit.claim());
                }
            }
        });
        Hospital hospital = settings.hospital(unit.patient().ehr());
        Instant now = clock.instant();
        LocalDate today = LocalDate.now(clock.withZone(hospital.zone()));
        exchange.setProperty(Properties.EHR, hospital.ehr());
        PullCorrections corrected = corrections.forPull(hospital.ehr());
        PatientRecord record =
                new PatientRecord(unit.patient(), today, hospital.fhirSettings(), corrected::correctionOf);
        Properties.work(exchange, new PatientWork(unit, hospital, record, corrected));
        if (!gate.isOpen(hospital.ehr())) {
            throw new EhrUnavailableException(hospital.ehr(), 0, List.of(), Optional.empty(), "is paused");
        }
        if (Properties.hasBatch(exchange) && Properties.batch(exchange).claim().isOld(now)) {
            ledger.renew(unit, now, Heartbeat.LEASE);
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
    private final class Claims implements Iterator<ClaimedUnits> {

        private final Hospital hospital;
        private final Deque<ClaimedUnits> batches = new ArrayDeque<>();
        private boolean ended;

        Claims(Hospital hospital) {
            this.hospital = hospital;
        }

        @Override
        public boolean hasNext() {
            if (batches.isEmpty() && !ended) {
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
            return !batches.isEmpty();
        }

        private boolean fill() {
            String ehr = hospital.ehr();
            long open = inWork.values().stream()
                    .filter(unit -> unit.patient().ehr().equals(ehr))
                    .count();
            for (ClaimedUnits batch : claims.next(hospital, open)) {
                batch.units().forEach(unit -> inWork.put(unit.claim(), unit));
                batches.add(batch);
            }
            return !batches.isEmpty();
        }

        @Override
        public ClaimedUnits next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return batches.removeFirst();
        }
    }
}
