// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import dev.stemgate.state.Step;
import dev.stemgate.state.Suspensions;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code writeFailures}: settles writes that cannot be made now, and counts those that the EHR refuses. Thread-safe. */
public final class WriteFailureSteps {

    private static final Logger LOG = LoggerFactory.getLogger(WriteFailureSteps.class);
    private static final String CONFLICT = "write conflict";
    private static final String UNCERTAIN = "the EHR does not say for certain what of ours it holds";

    private final Ledger ledger;
    private final Results results;
    private final Suspensions suspensions;
    private final UnitClosing closing;
    private final ModelVersion model;
    private final Clock clock;

    WriteFailureSteps(
            Ledger ledger,
            Results results,
            Suspensions suspensions,
            UnitClosing closing,
            ModelVersion model,
            Clock clock) {
        this.ledger = ledger;
        this.results = results;
        this.suspensions = suspensions;
        this.closing = closing;
        this.model = model;
        this.clock = clock;
    }

    /** Another writer was faster: the unit is read, compared and decided again, and after three times becomes a dead letter. */
    public void conflict(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Instant now = clock.instant();
        nothingWritten(work);
        closing.tryAgain(work, CONFLICT, Reason.CONFLICT.line(), now, now);
    }

    /** The search warned of its own answer: it is asked again later, and after three times a person has to look. */
    public void uncertain(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Instant now = clock.instant();
        Instant later = now.plus(work.hospital().writing().indexLag());
        closing.tryAgain(
                work,
                UNCERTAIN,
                "The EHR warned that its search for our result is not complete; nothing was written.",
                later,
                now);
    }

    /** An earlier write may not be indexed yet: no attempt is used up by waiting. */
    public void unsettled(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Instant until = Failure.of(exchange, UnsettledWriteException.class).until();
        Instant now = clock.instant();
        ledger.step(work.unit().id(), Step.Kind.NOTE, "an earlier write may not be indexed yet", now);
        ledger.release(work.unit(), until, false, now);
    }

    /** The EHR refused a result for good. Too many equal refusals suspend writing, and that is said once, loudly. */
    void refused(PatientWork work, String code, Instant now) {
        nothingWritten(work);
        String ehr = work.hospital().ehr();
        if (suspensions.refused(ehr, work.unit().patient().patientId(), code, now)) {
            LOG.error(
                    "{}: WRITE-BACK IS SUSPENDED: the EHR refused result after result ({}); further results are held. When it takes them"
                            + " again: ./stemgate resume {}",
                    ehr,
                    code,
                    ehr);
        }
    }

    private void nothingWritten(PatientWork work) {
        results.clearIntent(work.unit().patient(), model.id());
    }
}
