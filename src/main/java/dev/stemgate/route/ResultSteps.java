// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.PriorReading;
import dev.stemgate.fhir.client.RequestRefusedException;
import dev.stemgate.fhir.write.Prior;
import dev.stemgate.fhir.write.ResultForm;
import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.state.FollowUp;
import dev.stemgate.state.ObservationVersion;
import dev.stemgate.state.Results;
import dev.stemgate.state.Suspensions;
import dev.stemgate.state.WriteIntent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Bean {@code writeResult}: writes one result to the EHR in the hospital's form. What stands there is read first; the intent is stored
 * right before the write, so that a crash between write and record is seen; then the record closes the unit. Thread-safe.
 */
public final class ResultSteps {

    /** When a write is tried again whose way only an outage keeps unknown. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final Results results;
    private final Suspensions suspensions;
    private final ModelVersion model;
    private final EhrConversation conversation;
    private final WriteWays ways;
    private final PriorFinder finder;
    private final Receipts receipts;
    private final EndpointGate gate;
    private final Clock clock;

    ResultSteps(
            Results results,
            Suspensions suspensions,
            ModelVersion model,
            EhrConversation conversation,
            WriteWays ways,
            PriorFinder finder,
            EndpointGate gate,
            Clock clock) {
        this.results = results;
        this.suspensions = suspensions;
        this.model = model;
        this.conversation = conversation;
        this.ways = ways;
        this.finder = finder;
        this.receipts = new Receipts(conversation);
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Begins the search for what of ours stands there. Where a write was begun before and not recorded, and the EHR itself does not keep a
     * second result from coming to be, it is searched only when its index has had the time to show the first one.
     */
    public void begin(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Optional<WriteIntent> left = results.intent(work.unit().patient(), model.id());
        if (left.isPresent() && !ways.createsConditionally(work.hospital(), Clients.of(exchange, work))) {
            Instant shown = left.get().at().plus(work.hospital().writing().indexLag());
            if (clock.instant().isBefore(shown)) {
                Instant soon = clock.instant().plus(ASK_AGAIN);
                boolean known = ways.isKnown(work.hospital()) || shown.isBefore(soon);
                throw new UnsettledWriteException(work.hospital().ehr(), known ? shown : soon);
            }
        }
        PriorReading reading =
                new PriorReading(form(work), ScreeningIdentity.of(work.unit().patient(), model.id()));
        work.beginWriting(reading);
        Properties.firstPage(exchange, reading.url());
    }

    /** Body becomes the transaction to send, and {@code sending} how; null and {@code nothing} when the EHR already holds exactly this. */
    public void transaction(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Optional<Prior> prior = finder.of(work, Clients.of(exchange, work));
        if (prior.filter(standing -> standing.says(work.judgement().fingerprint()))
                .isPresent()) {
            work.alreadyThere(prior.get());
            Sending.nothing(exchange);
            return;
        }
        results.recordWriteIntent(work.unit(), work.judgement(), clock.instant());
        work.transaction(transaction(work, prior));
        work.writing(true);
        Sending.begin(exchange, ways.inTransactions(work.hospital(), Clients.of(exchange, work)), work.transaction());
    }

    private Object transaction(PatientWork work, Optional<Prior> prior) {
        return conversation.transaction(
                form(work),
                work.judgement().screening(),
                work.judgement().fingerprint(),
                prior,
                work.judgement().evaluatedAt());
    }

    /** The transaction is refused: where that may mean that this EHR takes none, its result is sent alone. */
    public void transactionRefused(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        RequestRefusedException refusal = Failure.of(exchange, RequestRefusedException.class);
        if (!ways.mayTakeNone(work.hospital(), refusal.status())) {
            throw refusal;
        }
        work.refusedTogether();
        Sending.alone(exchange, work.transaction());
    }

    /** Sends the result alone. What the EHR takes so and refused in a transaction tells how it is to be written to from now on. */
    public void sendAlone(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        exchange.getMessage().setBody(conversation.sendAlone(Clients.of(exchange, work), work.transaction()));
        work.sentAlone();
        if (work.wasRefusedTogether()) {
            ways.tookAlone(work.hospital());
        }
    }

    /** Records what the EHR did, with what is still to follow, and closes the unit. */
    public void written(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Instant now = clock.instant();
        if (work.alreadyThere().isPresent()) {
            Prior prior = work.alreadyThere().get();
            List<FollowUp.Request> missing = missingAfterACrash(exchange, work, prior);
            results.finishWritten(
                    work.unit(),
                    work.judgement(),
                    version(work, prior.id(), prior.version()),
                    missing,
                    work.counts(),
                    now);
        } else {
            var receipt = receipts.of(work, exchange.getMessage().getBody());
            results.finishWritten(
                    work.unit(),
                    work.judgement(),
                    version(work, receipt.observationId(), receipt.version()),
                    receipts.toFollow(work, receipt.observationId()),
                    work.counts(),
                    now);
            suspensions.accepted(work.hospital().ehr());
        }
        work.writing(false);
        gate.unitFinished(work.hospital().ehr());
    }

    /** The result was sent alone and the bridge ended before it recorded that: what belongs to it was never stored. */
    private List<FollowUp.Request> missingAfterACrash(Exchange exchange, PatientWork work, Prior prior) {
        boolean crashed = results.intent(work.unit().patient(), model.id())
                .filter(left -> left.fingerprint().equals(work.judgement().fingerprint()))
                .isPresent();
        boolean observation = form(work).equals(conversation.observations());
        if (!crashed || !observation || ways.inTransactions(work.hospital(), Clients.of(exchange, work))) {
            return List.of();
        }
        return receipts.toFollow(transaction(work, Optional.of(prior)), prior.id());
    }

    private ObservationVersion version(PatientWork work, String id, String version) {
        return new ObservationVersion(form(work).type(), id, version);
    }

    private ResultForm form(PatientWork work) {
        return Forms.of(conversation, work.hospital().writeBack());
    }
}
