// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.SharedTransaction;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.RequestRefusedException;
import dev.stemgate.fhir.client.WriteConflictException;
import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.state.IllegalUnitTransition;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code sharedWrites}: writes the results of several patients in one transaction. Everything about a patient stays with
 * {@link ResultSteps}, which is asked for each one by himself: comparison with what stands there, intent, transaction, receipt, closing
 * state. Here the searches and transactions are only sent together. Thread-safe.
 */
public final class SharedWriteSteps {

    private static final Logger LOG = LoggerFactory.getLogger(SharedWriteSteps.class);
    private static final Set<Integer> NO_TRANSACTIONS = Set.of(404, 405, 501);

    private final ResultSteps result;
    private final EhrConversation conversation;
    private final Results results;
    private final BatchSteps batches;
    private final SharingRule rule;
    private final SharingManners manners;
    private final ModelVersion model;
    private final Ledger ledger;
    private final Clock clock;

    SharedWriteSteps(
            ResultSteps result,
            EhrConversation conversation,
            Results results,
            BatchSteps batches,
            SharingRule rule,
            SharingManners manners,
            ModelVersion model,
            Ledger ledger,
            Clock clock) {
        this.result = result;
        this.conversation = conversation;
        this.results = results;
        this.batches = batches;
        this.rule = rule;
        this.manners = manners;
        this.model = model;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Changes the decision {@code write} to {@code shared} where this patient may wait for others of his batch. */
    public void share(Exchange exchange) {
        if (rule.maySharePatient(exchange)) {
            exchange.setProperty(Properties.DECISION, "shared");
        }
    }

    /** Has this patient wait until the others of his batch are screened. */
    public void enlist(Exchange exchange) {
        Properties.batch(exchange).toWrite().add(Properties.work(exchange));
    }

    /** Begins to write; body becomes those who are written alone first: where nothing of ours is known to stand there yet, one. */
    public List<PatientWork> first(Exchange exchange) {
        PatientBatch batch = Properties.batch(exchange);
        List<PatientWork> works = batch.toWrite();
        boolean together = works.size() > 2;
        List<PatientWork> first = List.copyOf(
                !together
                        ? works
                        : manners.witness(batch.hospital().ehr()).isPresent() ? List.of() : works.subList(0, 1));
        SharedWriting writing = new SharedWriting();
        writing.share(
                works.subList(first.size(), works.size()),
                manners.largest(batch.hospital().ehr()));
        Properties.writing(exchange, writing);
        return first;
    }

    /** Goes on to the next group. */
    public void nextGroup(Exchange exchange) {
        Properties.nextGroup(exchange, Properties.writing(exchange).next());
    }

    /** Body becomes the search for what stands there under any identifier of the group, or null when nobody of it may write. */
    public void priorSearch(Exchange exchange) {
        SharedWriting writing = Properties.writing(exchange);
        if (!rule.mayStillShare(exchange, Properties.batch(exchange).hospital())) {
            dissolveAll(writing);
        }
        for (PatientWork work : writing.group()) {
            Exchange own = new DefaultExchange(exchange.getContext());
            own.setProperty(Properties.EHR, Properties.ehr(exchange));
            Properties.work(own, work);
            writing.exchange(work, own);
        }
        each(writing, result::begin);
        boolean nobody = writing.group().isEmpty();
        exchange.getMessage().setBody(nobody ? null : SharedTransaction.searchUrl(asked(exchange, writing)));
    }

    /** Body becomes the transaction of the whole group, or null when there is nothing to send. */
    public void transaction(Exchange exchange) {
        SharedWriting writing = Properties.writing(exchange);
        String ehr = Properties.ehr(exchange);
        Object answer = exchange.getMessage().getBody();
        Optional<ScreeningIdentity> witness = manners.witness(ehr);
        if (answer == null) {
            return;
        }
        if (witness.isEmpty() || !SharedTransaction.isWhole(answer, asked(exchange, writing), witness.get())) {
            manners.witnessMissed(ehr);
            writing.dissolve();
            exchange.getMessage().setBody(null);
            return;
        }
        manners.witnessSeen(ehr);
        each(writing, own -> {
            PatientWork work = Properties.work(own);
            conversation.add(work.priorReading(), SharedTransaction.foundOf(identity(work), answer));
            result.transaction(own);
        });
        List<Object> transactions = transactions(writing);
        exchange.getMessage().setBody(transactions.isEmpty() ? null : SharedTransaction.joined(transactions));
    }

    /** Takes the answer apart and closes each unit of the group. */
    public void written(Exchange exchange) {
        SharedWriting writing = Properties.writing(exchange);
        List<Object> transactions = transactions(writing);
        if (!transactions.isEmpty()) {
            Optional<List<Object>> parts =
                    SharedTransaction.parts(transactions, exchange.getMessage().getBody());
            if (parts.isEmpty()) {
                // What became of it is read again, patient by patient.
                writing.dissolve();
                return;
            }
            int place = 0;
            for (PatientWork work : writing.group()) {
                Exchange own = writing.exchange(work);
                if (own.getMessage().getBody() != null) {
                    own.getMessage().setBody(parts.get().get(place++));
                }
            }
        }
        each(writing, result::written);
    }

    /** The group is refused: each half goes by itself, unless it is the sharing that is refused. */
    public void refused(Exchange exchange) {
        SharedWriting writing = Properties.writing(exchange);
        EhrException refusal = Failure.of(exchange, EhrException.class);
        if (refusal.status() >= 400 && refusal.status() < 500 || NO_TRANSACTIONS.contains(refusal.status())) {
            nothingWritten(writing);
        }
        if (NO_TRANSACTIONS.contains(refusal.status())) {
            manners.refused(Properties.ehr(exchange));
            dissolveAll(writing);
        } else if (refusal instanceof RequestRefusedException || refusal instanceof WriteConflictException) {
            writing.bisect();
        } else {
            writing.dissolve();
        }
    }

    /** Something else went wrong with a group: each is written alone, and settles his own trouble. */
    public void failed(Exchange exchange) {
        LOG.error(
                "{}: a group could not be written together: {}",
                Properties.ehr(exchange),
                Failure.trace(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
        Properties.writing(exchange).dissolve();
    }

    /** A transaction is taken as a whole or not at all: the intents of the group are of no write. */
    private void nothingWritten(SharedWriting writing) {
        writing.group().forEach(work -> results.clearIntent(work.unit().patient(), model.id()));
    }

    private static void dissolveAll(SharedWriting writing) {
        writing.dissolve();
        while (writing.next().isPresent()) {
            writing.dissolve();
        }
    }

    /** The EHR is not there: who is not written is given back without an attempt, and is read and written alone the next time. */
    public void interrupted(Exchange exchange) {
        List<PatientWork> open = Properties.writing(exchange).withdraw();
        batches.readAlone(open.stream().map(PatientWork::unit).toList());
        for (PatientWork work : open) {
            try {
                ledger.release(work.unit(), clock.instant(), false, clock.instant());
            } catch (IllegalUnitTransition taken) {
                LOG.warn(
                        "{}: unit {} was taken over by another worker",
                        Properties.ehr(exchange),
                        work.unit().id());
            }
        }
    }

    /** Body becomes those who are left to be written alone. */
    public List<PatientWork> rest(Exchange exchange) {
        SharedWriting writing = Properties.writing(exchange);
        writing.refusedForItsSize().ifPresent(size -> manners.tooLarge(Properties.ehr(exchange), size));
        return writing.alone();
    }

    /** Prepares the writing of the one in the body, or says again what went wrong for him. */
    public void beginAlone(Exchange exchange) {
        PatientWork work = exchange.getMessage().getBody(PatientWork.class);
        Properties.work(exchange, work);
        Optional<RuntimeException> failure = Properties.writing(exchange).failure(work);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** He is written: what stands there under his identifier is a witness for the others. */
    public void wroteAlone(Exchange exchange) {
        manners.standsThere(Properties.ehr(exchange), identity(Properties.work(exchange)));
    }

    private static void each(SharedWriting writing, Consumer<Exchange> step) {
        for (PatientWork work : writing.group()) {
            try {
                step.accept(writing.exchange(work));
            } catch (RuntimeException his) {
                writing.failed(work, his);
            }
        }
    }

    private static List<Object> transactions(SharedWriting writing) {
        List<Object> transactions = new ArrayList<>();
        for (PatientWork work : writing.group()) {
            Optional.ofNullable(writing.exchange(work).getMessage().getBody()).ifPresent(transactions::add);
        }
        return transactions;
    }

    private List<ScreeningIdentity> asked(Exchange exchange, SharedWriting writing) {
        List<ScreeningIdentity> asked =
                new ArrayList<>(writing.group().stream().map(this::identity).toList());
        manners.witness(Properties.ehr(exchange))
                .filter(witness -> !asked.contains(witness))
                .ifPresent(asked::add);
        return asked;
    }

    private ScreeningIdentity identity(PatientWork work) {
        return ScreeningIdentity.of(work.unit().patient(), model.id());
    }
}
