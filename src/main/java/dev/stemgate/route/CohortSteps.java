// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.read.CohortPage;
import dev.stemgate.fhir.read.SearchRestarts;
import dev.stemgate.fhir.read.UnreadableRecord;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Requested;
import dev.stemgate.state.Results;
import dev.stemgate.state.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code cohort}: asks for a screening of everyone the cohort search finds, and of everyone whose result is due. */
public final class CohortSteps {

    private static final Logger LOG = LoggerFactory.getLogger(CohortSteps.class);
    private static final String READING = "cohortReading";
    private static final int MOST_PAGES = 20_000;

    private final BridgeSettings settings;
    private final EhrConversation conversation;
    private final Ledger ledger;
    private final Results results;
    private final DeadLetters deadLetters;
    private final EhrStatus status;
    private final EndpointGate gate;
    private final CutShortCohorts cutShort;
    private final Clock clock;
    private final Map<String, Integer> rounds = new ConcurrentHashMap<>();

    CohortSteps(
            BridgeSettings settings,
            EhrConversation conversation,
            Ledger ledger,
            Results results,
            DeadLetters deadLetters,
            EhrStatus status,
            EndpointGate gate,
            CutShortCohorts cutShort,
            Clock clock) {
        this.settings = settings;
        this.conversation = conversation;
        this.ledger = ledger;
        this.results = results;
        this.deadLetters = deadLetters;
        this.status = status;
        this.gate = gate;
        this.cutShort = cutShort;
        this.clock = clock;
    }

    /** One reading of a cohort, from its first page to its last. */
    private static final class Reading {
        private final Instant begun;
        private final Set<String> pages = new HashSet<>();
        private final SearchRestarts restarts = new SearchRestarts();
        private int found;
        private int requested;
        private boolean whole = true;
        private boolean paused;

        Reading(Instant begun) {
            this.begun = begun;
        }
    }

    /** The EHRs whose cohort an outage cut short and that may be asked by now. */
    public List<String> toReadAgain() {
        return cutShort.toReadAgain();
    }

    /** Starts at the first page; while the EHR is paused there is none, and the cohort is read when the pause is over. */
    public void begin(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        Reading reading = new Reading(clock.instant());
        exchange.setProperty(READING, reading);
        if (gate.isOpen(hospital.ehr())) {
            cutShort.remove(hospital.ehr());
            String url = hospital.cohort();
            String firstPage = url + (url.contains("?") ? "&" : "?") + "_count=" + hospital.pageSize();
            reading.restarts.begin(firstPage);
            Properties.firstPage(exchange, firstPage);
        } else {
            cutShort.add(hospital.ehr());
            reading.whole = false;
            reading.paused = true;
            Properties.noMorePages(exchange);
        }
    }

    /** Requests a screening of every patient on the page and goes on to the next one. */
    public void addPage(Exchange exchange) {
        String ehr = Properties.ehr(exchange);
        Reading reading = exchange.getProperty(READING, Reading.class);
        answered(ehr);
        CohortPage page = conversation.cohort(exchange.getMessage().getBody());
        Requested requested = ledger.requestAll(ehr, page.patientIds(), Trigger.COHORT, clock.instant());
        reading.found += page.patientIds().size();
        reading.requested += requested.created();
        for (UnreadableRecord patient : page.unreadable()) {
            deadLetters.put(PullSteps.letter(ehr, Optional.empty(), patient), clock.instant());
        }
        reading.whole &= page.unreadable().isEmpty() && page.warnings().isEmpty();
        Optional<String> next = page.next();
        if (next.isPresent() && reading.pages.size() < MOST_PAGES && reading.pages.add(next.get())) {
            Properties.followingPage(exchange, next.get());
        } else {
            reading.whole &= next.isEmpty();
            Properties.noMorePages(exchange);
        }
    }

    /**
     * Requests everyone of every hospital whose result has come to the end of its validity, on the day it comes there: neither a
     * cohort nor a long cadence delays it.
     */
    public void requestDueEverywhere() {
        settings.hospitals().forEach(this::requestDue);
    }

    /** A page is refused: the cohort is read again from its first page where the EHR has merely forgotten it, else it cannot be read. */
    public void pageRefused(Exchange exchange) {
        Reading reading = exchange.getProperty(READING, Reading.class);
        EhrException refusal = Failure.of(exchange, EhrException.class);
        String again = reading.restarts
                .after(refusal, Properties.isFirstPage(exchange))
                .orElseThrow(() -> refusal);
        reading.pages.clear();
        reading.found = 0;
        Properties.firstPage(exchange, again);
    }

    /** Requests everyone whose result has come to the end of its validity, whether or not the cohort can be read. */
    public void requestDue(Exchange exchange) {
        requestDue(settings.hospital(Properties.ehr(exchange)));
    }

    private void requestDue(Hospital hospital) {
        LocalDate today = LocalDate.now(clock.withZone(hospital.zone()));
        Requested due = results.requestDue(hospital.ehr(), today, clock.instant());
        if (due.created() > 0) {
            LOG.info("{}: {} new requests because a result is due by date", hospital.ehr(), due.created());
        }
    }

    /** The last page is read. */
    public void complete(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        Reading reading = exchange.getProperty(READING, Reading.class);
        Instant now = clock.instant();
        if (reading.whole) {
            status.cohortRead(hospital.ehr(), reading.begun, now);
        }
        if (!reading.paused) {
            rounds.merge(hospital.ehr(), 1, Integer::sum);
        }
        LOG.info(
                "{}: cohort {}, {} patients found, {} new requests",
                hospital.ehr(),
                extent(reading),
                reading.found,
                reading.requested);
    }

    private static String extent(Reading reading) {
        if (reading.paused) {
            return "not read while the EHR is paused";
        }
        return reading.whole ? "read" : "read in part";
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
