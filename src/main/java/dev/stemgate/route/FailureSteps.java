// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.IllegalUnitTransition;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.NewerResultException;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.StateException;
import dev.stemgate.state.Step;
import dev.stemgate.state.UnitState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code failures}: settles what a route could not do. An outage gives the unit back; everything permanent becomes a dead
 * letter that closes it. Logs only the EHR, the unit, the reason and the exception's type: messages of libraries quote bodies.
 */
public final class FailureSteps {

    private static final Logger LOG = LoggerFactory.getLogger(FailureSteps.class);

    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final EhrStatus status;
    private final EndpointGate gate;
    private final CutShortCohorts cutShort;
    private final UnitClosing closing;
    private final WriteFailureSteps writeFailures;
    private final Clock clock;

    FailureSteps(
            Ledger ledger,
            DeadLetters deadLetters,
            EhrStatus status,
            EndpointGate gate,
            CutShortCohorts cutShort,
            UnitClosing closing,
            WriteFailureSteps writeFailures,
            Clock clock) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.status = status;
        this.gate = gate;
        this.cutShort = cutShort;
        this.closing = closing;
        this.writeFailures = writeFailures;
        this.clock = clock;
    }

    /** The EHR is not there: pauses it, and gives the unit back without using an attempt; a cohort is read again later. */
    public void ehrUnavailable(Exchange exchange) {
        EhrUnavailableException outage = Failure.of(exchange, EhrUnavailableException.class);
        Instant now = clock.instant();
        Instant until = pause(outage, now);
        if (Properties.hasWork(exchange)) {
            giveBack(Properties.work(exchange), outage, until, now);
        } else {
            cutShort.add(outage.ehr());
        }
    }

    /** The EHR is not there while several units are read or written together: pauses it; the units are settled one by one. */
    public void batchUnavailable(Exchange exchange) {
        pause(Failure.of(exchange, EhrUnavailableException.class), clock.instant());
    }

    private Instant pause(EhrUnavailableException outage, Instant now) {
        boolean wasDown = gate.isDown(outage.ehr());
        Instant until = gate.pause(outage.ehr(), outage.retryAfter());
        String code = outage.code();
        if (!wasDown) {
            status.markDown(outage.ehr(), code, now);
            LOG.warn(
                    "{}: unavailable ({}){}; paused until {}, nothing is lost",
                    outage.ehr(),
                    code,
                    outage.remedy().isEmpty() ? "" : ": " + outage.remedy(),
                    until);
        }
        status.pause(outage.ehr(), until, code, now);
        return until;
    }

    private void giveBack(PatientWork work, EhrUnavailableException outage, Instant until, Instant now) {
        boolean counts = isOfThisUnit(work, outage);
        if (counts && work.unit().nextServerErrorIsTheLast(now)) {
            closing.deadLetter(work, Reason.SERVER_ERROR, Reason.SERVER_ERROR.line(), new byte[0], now);
        } else {
            ledger.release(work.unit(), until, counts, now);
        }
    }

    /**
     * Whether a failure speaks against this unit rather than against the endpoint: the EHR was asked for it, did not merely throttle,
     * and has served others to their end since the unit's failure before this one. So an outage of everything counts once at most,
     * however long it lasts, and a unit that alone fails, with whatever status or with silence, does not wait for ever.
     */
    private boolean isOfThisUnit(PatientWork work, EhrUnavailableException outage) {
        return work.isAsked()
                && outage.status() != 429
                && lastFailure(work.unit())
                        .map(last ->
                                gate.servedSomeoneSince(work.unit().patient().ehr(), last))
                        .orElse(true);
    }

    private Optional<Instant> lastFailure(PatientUnit unit) {
        if (unit.serverErrors() == 0) {
            return Optional.empty();
        }
        return ledger.trace(unit.id()).stream()
                .flatMap(trace -> trace.steps().stream())
                .filter(step ->
                        step.kind() == Step.Kind.RELEASED && step.detail().startsWith(Step.FAILED))
                .map(Step::at)
                .reduce((one, later) -> later);
    }

    /** The patient cannot be screened: gone, unreadable, or another one than was asked for. */
    public void patientUnreadable(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Failure failure = Failure.ofStanding(work.record().standing());
        closing.deadLetter(work, failure.reason(), failure.line(), failure.payload(), clock.instant());
    }

    /** Everything else is permanent for this unit. */
    public void deadLetter(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Instant now = clock.instant();
        if (Properties.hasWork(exchange) && isOvertaken(Properties.work(exchange), caught, now)) {
            return;
        }
        boolean writing =
                Properties.hasWork(exchange) && Properties.work(exchange).isWriting();
        Failure failure = writing ? Failure.ofWrite(caught) : Failure.of(caught);
        if (failure.reason() == Reason.INTERNAL_ERROR) {
            LOG.error("internal error: {}", Failure.trace(caught));
        }
        if (Properties.hasWork(exchange)) {
            PatientWork work = Properties.work(exchange);
            closing.deadLetter(work, failure.reason(), failure.line(), failure.payload(), now);
            if (work.isWriting()) {
                RefusalCode.among(caught).ifPresent(code -> writeFailures.refused(work, code, now));
            }
            return;
        }
        String ehr = Optional.ofNullable(Properties.ehr(exchange)).orElse("bridge");
        LetterId id = deadLetters.put(
                new NewDeadLetter(
                        ehr,
                        "cohort",
                        Optional.empty(),
                        failure.reason(),
                        failure.line(),
                        failure.payload(),
                        PullSteps.FHIR_JSON,
                        ""),
                now);
        LOG.warn(
                "{}: the cohort could not be read to its end: {} ({})",
                ehr,
                failure.reason().code(),
                id);
    }

    /** True when this worker can or need not settle the unit: the database fails, another has it, or a newer result is stored. */
    private boolean isOvertaken(PatientWork work, Throwable caught, Instant now) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof NewerResultException) {
                ledger.close(work.unit(), UnitState.UNCHANGED, NewerResultException.REASON, work.counts(), now);
                return true;
            }
            if (cause instanceof StateException) {
                LOG.error(
                        "{}: the state database failed; unit {} is taken up again when its lease ends",
                        work.hospital().ehr(),
                        work.unit().id());
                return true;
            }
            if (cause instanceof IllegalUnitTransition) {
                LOG.warn(
                        "{}: unit {} was taken over by another worker",
                        work.hospital().ehr(),
                        work.unit().id());
                return true;
            }
        }
        return false;
    }
}
