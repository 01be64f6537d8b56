// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.Step;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes units with a dead letter, at once or after the same trouble for the third time. Thread-safe. */
final class UnitClosing {

    private static final Logger LOG = LoggerFactory.getLogger(UnitClosing.class);
    private static final int ATTEMPTS = 3;

    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final MassChangeGuard guard;

    UnitClosing(Ledger ledger, DeadLetters deadLetters, MassChangeGuard guard) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.guard = guard;
    }

    /** The unit becomes a dead letter. */
    void deadLetter(PatientWork work, Reason reason, String line, byte[] payload, Instant now) {
        PatientUnit unit = work.unit();
        NewDeadLetter letter = new NewDeadLetter(
                unit.patient().ehr(),
                "Patient/" + unit.patient().patientId(),
                Optional.of(unit.patient()),
                reason,
                line,
                payload,
                PullSteps.FHIR_JSON,
                work.isScreened() ? work.judgement().screening().model().version() : "");
        LetterId id = deadLetters.finishDeadLettered(unit, letter, work.counts(), now);
        guard.notScreened(work);
        LOG.warn("{}: unit {} is a dead letter: {} ({})", unit.patient().ehr(), unit.id(), reason.code(), id);
    }

    /**
     * The unit is tried again, and becomes a dead letter {@code conflict} when this trouble, and no other, has come three times.
     *
     * @param note names the trouble in the unit's steps
     */
    void tryAgain(PatientWork work, String note, String line, Instant notBefore, Instant now) {
        if (timesNoted(work.unit(), note) + 1 >= ATTEMPTS) {
            deadLetter(work, Reason.CONFLICT, line, new byte[0], now);
        } else {
            ledger.step(work.unit().id(), Step.Kind.NOTE, note, now);
            ledger.release(work.unit(), notBefore, false, now);
        }
    }

    private long timesNoted(PatientUnit unit, String note) {
        return ledger.trace(unit.id()).stream()
                .flatMap(trace -> trace.steps().stream())
                .filter(step -> step.kind() == Step.Kind.NOTE && step.detail().equals(note))
                .count();
    }
}
