// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.BatchConversation;
import dev.stemgate.fhir.client.AccessDeniedException;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.GoneException;
import dev.stemgate.fhir.client.MalformedResponseException;
import dev.stemgate.fhir.read.BatchSearch;
import dev.stemgate.fhir.read.BatchSearches;
import dev.stemgate.fhir.read.SearchBatch;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.UnitId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code batches}: reads the records of several claimed units together and keeps them patient by patient, for the route
 * {@code pull-patient} to take instead of asking. Whatever is in doubt is not kept, and so is asked for one by one. Thread-safe.
 */
public final class BatchSteps {

    private static final Logger LOG = LoggerFactory.getLogger(BatchSteps.class);

    /** A server that fails, or that does not come to an end; 502, 503 and no answer at all are outages of everything. */
    private static final Set<Integer> SPEAKS_AGAINST_THE_REQUEST = Set.of(500, 504);

    private final BridgeSettings settings;
    private final BatchReading reading;
    private final BatchManners manners;
    private final EhrStatus status;
    private final EndpointGate gate;
    private final Clock clock;
    /** Units whose batch an outage interrupted: should one of them be what the EHR fails at, it must not take others with it again. */
    private final Set<UnitId> alone = ConcurrentHashMap.newKeySet();

    BatchSteps(
            BridgeSettings settings,
            BatchReading reading,
            BatchManners manners,
            EhrStatus status,
            EndpointGate gate,
            Clock clock) {
        this.settings = settings;
        this.reading = reading;
        this.manners = manners;
        this.status = status;
        this.gate = gate;
        this.clock = clock;
    }

    /** Prepares the work on the units in the body, which are of one hospital. */
    public void begin(Exchange exchange) {
        ClaimedUnits claim = exchange.getMessage().getBody(ClaimedUnits.class);
        List<PatientUnit> units = claim.units();
        String ehr = units.get(0).patient().ehr();
        Hospital hospital = settings.hospital(ehr);
        boolean may = hospital.batch() > 1 && gate.isOpen(ehr);
        List<String> ids = units.stream()
                .filter(unit -> !alone.remove(unit.id()) && may)
                .map(unit -> unit.patient().patientId())
                .toList();
        exchange.setProperty(Properties.EHR, ehr);
        PatientBatch batch = new PatientBatch(hospital, claim, BatchSearches.listable(ids));
        if (!batch.together().isEmpty()) {
            batch.proving(manners.proving(ehr, hospital.kindsRead().kinds()));
        }
        Properties.batch(exchange, batch);
    }

    /** What is asked for with lists of patients. */
    public List<BatchSearch> searches(Exchange exchange) {
        return reading.lists(Properties.batch(exchange));
    }

    /** What is asked for once more for one patient alone, to prove that this EHR understands lists. */
    public List<BatchSearch> samples(Exchange exchange) {
        return reading.samples(Properties.batch(exchange));
    }

    /** What no list has read, in batch Bundles. */
    public List<SearchBatch> bundles(Exchange exchange) {
        return reading.bundles(Properties.batch(exchange));
    }

    /** Starts at the first page of the search in the body; a kind that was given up is not asked for any more. */
    public void beginSearch(Exchange exchange) {
        PatientBatch batch = Properties.batch(exchange);
        BatchSearch search = exchange.getMessage().getBody(BatchSearch.class);
        if (batch.isGivenUp(search.kind())) {
            Properties.noMorePages(exchange);
            return;
        }
        batch.begin(search, search.patientIds().size() == 1);
        batch.restarts().begin(search.relativeUrl());
        Properties.firstPage(exchange, search.relativeUrl());
    }

    /** Takes the page in the body and goes on to the next one. */
    public void addPage(Exchange exchange) {
        PatientBatch batch = Properties.batch(exchange);
        answered(batch);
        Optional<String> next =
                BatchConversation.add(batch.answer(), exchange.getMessage().getBody());
        if (next.isPresent()) {
            Properties.followingPage(exchange, next.get());
        } else {
            Properties.noMorePages(exchange);
        }
    }

    /** A page is refused: the search begins again where the page was merely forgotten, else its kind is read one by one. */
    public void pageRefused(Exchange exchange) {
        PatientBatch batch = Properties.batch(exchange);
        EhrException refusal = Failure.of(exchange, EhrException.class);
        Optional<String> again = batch.restarts().after(refusal, Properties.isFirstPage(exchange));
        if (again.isPresent()) {
            batch.answer().restart();
            Properties.firstPage(exchange, again.get());
            return;
        }
        Properties.noMorePages(exchange);
        RecordKind kind = batch.answer().search().kind();
        batch.giveUp(kind);
        if (isOfTheMoment(refusal)) {
            manners.listDoubted(batch.hospital().ehr(), kind, words(refusal));
        } else {
            manners.listsRefused(batch.hospital().ehr(), kind, words(refusal));
        }
    }

    /** Body becomes the Bundle to send. */
    public void beginBundle(Exchange exchange) {
        SearchBatch bundle = exchange.getMessage().getBody(SearchBatch.class);
        Properties.batch(exchange).bundle(bundle);
        exchange.getMessage().setBody(BatchConversation.request(bundle));
    }

    /** Takes the answer in the body apart. */
    public void addBundle(Exchange exchange) {
        PatientBatch batch = Properties.batch(exchange);
        answered(batch);
        reading.addBundle(
                batch,
                BatchConversation.answers(batch.bundle(), exchange.getMessage().getBody(), batch.settings()));
    }

    /** The Bundle is refused: the EHR takes none. */
    public void bundleRefused(Exchange exchange) {
        EhrException refusal = Failure.of(exchange, EhrException.class);
        manners.bundlesRefused(Properties.ehr(exchange), words(refusal));
    }

    /** All is read that can be read together. */
    public void complete(Exchange exchange) {
        Properties.batch(exchange).readToTheEnd();
    }

    /**
     * The EHR is not there. What was read of this batch is forgotten, and its units are read one by one when it is back: so one that alone
     * makes the EHR fail is told from an outage of all, by the rule for single units.
     */
    public void interrupted(Exchange exchange) {
        PatientBatch batch = Properties.batch(exchange);
        EhrUnavailableException outage = Failure.of(exchange, EhrUnavailableException.class);
        if (SPEAKS_AGAINST_THE_REQUEST.contains(outage.status())) {
            reading.interrupted(batch, "HTTP " + outage.status());
        }
        readAlone(batch.units());
        batch.forget();
    }

    /** Something else went wrong while records were read together: what was read is forgotten, and each unit settles its own trouble. */
    public void failed(Exchange exchange) {
        LOG.error(
                "{}: a batch could not be read together: {}",
                Properties.ehr(exchange),
                Failure.trace(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
        Properties.batch(exchange).forget();
    }

    /** Body becomes the units of the batch. */
    public List<PatientUnit> units(Exchange exchange) {
        return Properties.batch(exchange).units();
    }

    /** Has units read and written one by one when they are claimed the next time. */
    void readAlone(List<PatientUnit> units) {
        alone.addAll(units.stream().map(PatientUnit::id).collect(Collectors.toSet()));
    }

    private void answered(PatientBatch batch) {
        if (gate.answered(batch.hospital().ehr())) {
            status.markUp(batch.hospital().ehr(), clock.instant());
        }
    }

    /** Refusals that may concern one patient of the list, or one answer. */
    private static boolean isOfTheMoment(EhrException refusal) {
        return refusal instanceof AccessDeniedException
                || refusal instanceof MalformedResponseException
                || refusal instanceof GoneException;
    }

    private static String words(EhrException refusal) {
        return refusal.status() == 0 ? refusal.getClass().getSimpleName() : "HTTP " + refusal.status();
    }
}
