// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.PriorReading;
import dev.stemgate.fhir.write.Prior;
import dev.stemgate.fhir.write.ResultForm;
import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.state.FollowUps;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import dev.stemgate.state.Suspensions;
import dev.stemgate.state.UnitState;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Bean {@code withdrawal}: withdraws a result of ours on a patient record that was merged away. Thread-safe. */
public final class WithdrawalSteps {

    private final Ledger ledger;
    private final Results results;
    private final FollowUps followUps;
    private final Suspensions suspensions;
    private final MassChangeGuard guard;
    private final ModelVersion model;
    private final EhrConversation conversation;
    private final WriteWays ways;
    private final PriorFinder finder;
    private final Receipts receipts;
    private final Clock clock;

    WithdrawalSteps(
            Ledger ledger,
            Results results,
            FollowUps followUps,
            Suspensions suspensions,
            MassChangeGuard guard,
            ModelVersion model,
            EhrConversation conversation,
            WriteWays ways,
            PriorFinder finder,
            Clock clock) {
        this.ledger = ledger;
        this.results = results;
        this.followUps = followUps;
        this.suspensions = suspensions;
        this.guard = guard;
        this.model = model;
        this.conversation = conversation;
        this.ways = ways;
        this.finder = finder;
        this.receipts = new Receipts(conversation);
        this.clock = clock;
    }

    /** Begins the search for a result of ours; where none is ever written there is none. {@code decision} is {@code hold} while writing is suspended. */
    public void begin(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        PriorReading reading =
                new PriorReading(form(work), ScreeningIdentity.of(work.unit().patient(), model.id()));
        work.priorReading(reading);
        exchange.setProperty(Properties.DECISION, "go on");
        if (!work.hospital().writeBack().writesToEhr()) {
            Properties.noMorePages(exchange);
        } else if (suspensions.of(work.hospital().ehr()).isPresent()) {
            exchange.setProperty(Properties.DECISION, "hold");
        } else {
            Properties.firstPage(exchange, reading.url());
        }
    }

    /** The withdrawal waits until somebody resumes writing, and the request with it. */
    public void hold(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        ledger.close(work.unit(), UnitState.HELD, Suspensions.REASON, work.counts(), clock.instant());
    }

    /** Body becomes the transaction that withdraws it, and {@code sending} how; null and {@code nothing} when there is nothing to withdraw. */
    public void retraction(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Optional<Prior> standing = work.hospital().writeBack().writesToEhr()
                ? finder.toWithdraw(work, Clients.of(exchange, work)).filter(prior -> !prior.isRetracted())
                : Optional.empty();
        if (standing.isEmpty()) {
            Sending.nothing(exchange);
            return;
        }
        work.transaction(conversation.retraction(form(work), standing.get(), clock.instant()));
        work.writing(true);
        Sending.begin(exchange, ways.inTransactions(work.hospital(), Clients.of(exchange, work)), work.transaction());
    }

    /** What the EHR answered to the withdrawal is checked, and the old record's result is forgotten: it stands nowhere any more. */
    public void withdrawn(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        if (work.isWriting()) {
            var receipt = receipts.of(work, exchange.getMessage().getBody());
            followUps.add(work.unit(), receipts.toFollow(work, receipt.observationId()), clock.instant());
            suspensions.accepted(work.hospital().ehr());
            work.writing(false);
        }
        results.forget(work.unit().patient(), model.id());
        guard.notScreened(work);
    }

    private ResultForm form(PatientWork work) {
        return Forms.of(conversation, work.hospital().writeBack());
    }
}
