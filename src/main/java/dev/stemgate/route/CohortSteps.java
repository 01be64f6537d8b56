// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.read.CohortPage;
import dev.stemgate.fhir.read.UnreadableRecord;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.PatientList;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ReadingProgress;
import dev.stemgate.state.Requested;
import dev.stemgate.state.Results;
import dev.stemgate.state.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code cohort}: asks for a screening of everyone who is to be screened, of everyone who has changed, and of everyone whose
 * result is due. How far the data is complete is told by {@link ReadingProgress}.
 */
public final class CohortSteps {

    private static final Logger LOG = LoggerFactory.getLogger(CohortSteps.class);
    private static final String READING = "cohortReading";

    private final BridgeSettings settings;
    private final EhrConversation conversation;
    private final Ledger ledger;
    private final Results results;
    private final DeadLetters deadLetters;
    private final EhrStatus status;
    private final ReadingProgress progress;
    private final EndpointGate gate;
    private final CutShortCohorts cutShort;
    private final WholeBatches wholeBatches = new WholeBatches();
    private final Clock clock;
    private final Map<String, Integer> rounds = new ConcurrentHashMap<>();
    private final Set<String> refuseChanges = ConcurrentHashMap.newKeySet();

    CohortSteps(
            BridgeSettings settings,
            EhrConversation conversation,
            Ledger ledger,
            Results results,
            DeadLetters deadLetters,
            EhrStatus status,
            ReadingProgress progress,
            EndpointGate gate,
            CutShortCohorts cutShort,
            Clock clock) {
        this.settings = settings;
        this.conversation = conversation;
        this.ledger = ledger;
        this.results = results;
        this.deadLetters = deadLetters;
        this.status = status;
        this.progress = progress;
        this.gate = gate;
        this.cutShort = cutShort;
        this.clock = clock;
    }

    /** What may be claimed while patients are being found. */
    WholeBatches wholeBatches() {
        return wholeBatches;
    }

    /** The EHRs whose cohort an outage cut short and that may be asked by now. */
    public List<String> toReadAgain() {
        return cutShort.toReadAgain();
    }

    /** Body becomes the searches of this round; while the EHR is paused there is none, and they are made when the pause is over. */
    public void begin(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        Instant now = clock.instant();
        progress.settle(hospital.ehr());
        CohortPlan plan = CohortPlan.of(hospital, progress, refuseChanges.contains(hospital.ehr()), now);
        CohortReading reading = new CohortReading(now, plan, wholeBatches.reading(hospital.ehr(), now));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange ended) {
                reading.end();
            }
        });
        exchange.setProperty(READING, reading);
        if (gate.isOpen(hospital.ehr())) {
            cutShort.remove(hospital.ehr());
            request(hospital.ehr(), plan.patientIds(), reading);
            exchange.getMessage().setBody(plan.searches());
        } else {
            pause(hospital, reading);
            exchange.getMessage().setBody(List.of());
        }
    }

    /** Starts one search at its first page. */
    public void beginSearch(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        CohortReading reading = exchange.getProperty(READING, CohortReading.class);
        reading.begin(exchange.getMessage().getBody(CohortSearch.class));
        if (gate.isOpen(hospital.ehr())) {
            Properties.firstPage(exchange, reading.search().url());
        } else {
            pause(hospital, reading);
            Properties.noMorePages(exchange);
        }
    }

    private void pause(Hospital hospital, CohortReading reading) {
        cutShort.add(hospital.ehr());
        reading.pause();
    }

    /** Requests a screening of everyone whom the page names and goes on to the next one. */
    public void addPage(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        CohortReading reading = exchange.getProperty(READING, CohortReading.class);
        answered(hospital.ehr());
        CohortSearch search = reading.search();
        CohortPage page = conversation.cohort(
                hospital.fhirSettings(), search.type(), exchange.getMessage().getBody());
        if (search.lookedUp().isPresent()) {
            reading.lookedUp.addAll(page.patientIds());
        } else {
            request(
                    hospital.ehr(),
                    search.onlyKnown() ? ledger.known(hospital.ehr(), page.patientIds()) : page.patientIds(),
                    reading);
        }
        for (UnreadableRecord unreadable : page.unreadable()) {
            deadLetters.put(PullSteps.letter(hospital.ehr(), Optional.empty(), unreadable), clock.instant());
        }
        if (!page.unreadable().isEmpty() || !page.warnings().isEmpty()) {
            reading.incomplete();
        }
        Optional<String> next = page.next();
        if (next.isPresent() && reading.follows(next.get())) {
            Properties.followingPage(exchange, next.get());
            return;
        }
        if (next.isPresent()) {
            reading.incomplete();
        }
        found(hospital, reading, page.counts().read() == 0 && search.type().equals("Group"));
        Properties.noMorePages(exchange);
    }

    /** The search came to its last page. */
    private void found(Hospital hospital, CohortReading reading, boolean noSuchGroup) {
        reading.finishSearch();
        if (noSuchGroup) {
            reading.incomplete();
            LOG.warn("{}: a Group that is to be screened is not there, or may not be read", hospital.ehr());
        }
        reading.search().lookedUp().ifPresent(identifier -> {
            if (reading.lookedUp.size() == 1) {
                request(hospital.ehr(), List.copyOf(reading.lookedUp), reading);
            } else {
                notOne(hospital, identifier, reading.lookedUp.isEmpty());
            }
        });
    }

    private void notOne(Hospital hospital, PatientList.Identifier identifier, boolean nobody) {
        byte[] original = (identifier.system() + "|" + identifier.value()).getBytes(StandardCharsets.UTF_8);
        String place = hospital.who().list().orElseThrow().getFileName() + ":" + identifier.line();
        deadLetters.put(
                NewDeadLetter.of(
                        hospital.ehr(),
                        place,
                        Optional.empty(),
                        nobody ? Reason.UNMATCHED_PATIENT : Reason.AMBIGUOUS_PATIENT,
                        original,
                        "text/plain"),
                clock.instant());
    }

    private void request(String ehr, List<String> patientIds, CohortReading reading) {
        Requested requested = ledger.requestAll(ehr, patientIds, Trigger.COHORT, clock.instant());
        reading.count(patientIds.size(), requested.created());
    }

    /**
     * Requests everyone of every hospital whose result has come to the end of its validity, on the day it comes there: neither a
     * cohort nor a long cadence delays it.
     */
    public void requestDueEverywhere() {
        settings.hospitals().forEach(this::requestDue);
    }

    /**
     * A page is refused: the search is made again from its first page where the EHR has merely forgotten it. A refused search for
     * changes makes the next round look for everyone.
     */
    public void pageRefused(Exchange exchange) {
        CohortReading reading = exchange.getProperty(READING, CohortReading.class);
        EhrException refusal = Failure.of(exchange, EhrException.class);
        Optional<String> again = reading.restarts().after(refusal, Properties.isFirstPage(exchange));
        if (again.isEmpty()) {
            if (!reading.plan.whole() && refuseChanges.add(Properties.ehr(exchange))) {
                LOG.warn(
                        "{}: the EHR refuses to be asked for changes of {}; until the next start everyone is read each round",
                        Properties.ehr(exchange),
                        reading.search().type());
                cutShort.add(Properties.ehr(exchange));
            }
            throw refusal;
        }
        reading.restart();
        Properties.firstPage(exchange, again.get());
    }

    /** Requests everyone whose result has come to the end of its validity, whether or not the cohort can be read. */
    public void requestDue(Exchange exchange) {
        requestDue(settings.hospital(Properties.ehr(exchange)));
    }

    private void requestDue(Hospital hospital) {
        progress.settle(hospital.ehr());
        LocalDate today = LocalDate.now(clock.withZone(hospital.zone()));
        Requested due = results.requestDue(hospital.ehr(), today, clock.instant());
        if (due.created() > 0) {
            LOG.info("{}: {} new requests because a result is due by date", hospital.ehr(), due.created());
        }
    }

    /** Every search of the round was made. Its watermark counts as soon as everyone it asked for is closed in the ledger. */
    public void complete(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        CohortReading reading = exchange.getProperty(READING, CohortReading.class);
        reading.end();
        Instant now = clock.instant();
        if (reading.cameToItsEnd()) {
            Instant serverTime = reading.begun.plus(conversation.clockAhead(hospital.ehr()));
            progress.read(hospital.ehr(), reading.plan.scopes(), serverTime, now);
            if (reading.plan.whole()) {
                progress.readWhole(hospital.ehr(), reading.begun);
            }
        }
        if (!reading.paused() && (reading.cameToItsEnd() || !cutShort.contains(hospital.ehr()))) {
            rounds.merge(hospital.ehr(), 1, Integer::sum);
        }
        LOG.info("{}: {}", hospital.ehr(), reading);
    }

    /** A reading whose patients are all closed counts from now on. */
    public void settle(Exchange exchange) {
        progress.settle(Properties.ehr(exchange));
    }

    /** How often the cohort of an EHR was read since the start, in whole or in part. */
    public int rounds(String ehr) {
        return rounds.getOrDefault(ehr, 0);
    }

    private void answered(String ehr) {
        if (gate.answered(ehr)) {
            LOG.info("{}: answers again", ehr);
        }
        status.markUp(ehr, clock.instant());
    }
}
