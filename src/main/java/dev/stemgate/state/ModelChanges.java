// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The mass-change guard (CONTRACTS, Write-back modes). When a bridge starts with another model version than a hospital's written results
 * have, the patients of those results are noted with their outcome. Until enough of them have been screened by the new version to know
 * the share whose outcome changes, no result is written that changes one; above the limit nothing is written until somebody approves.
 * Thread-safe, also across processes.
 */
public final class ModelChanges {

    /** Reason code of units that are held because of the guard. */
    public static final String REASON = "mass-change";

    private final Database database;
    private final Ledger ledger;
    private final HeldUnits held;

    public ModelChanges(Database database, Ledger ledger) {
        this.database = Objects.requireNonNull(database, "database");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.held = new HeldUnits(database, ledger);
    }

    /**
     * To be called when a bridge starts: from now on this version judges the hospital's patients. Does nothing where it did before. What
     * an earlier change held is asked for again, since the new one decides.
     */
    public ModelChange begin(String ehr, ModelVersion model, int limitPercent, Instant now) {
        return database.inTransaction(transaction -> {
            Optional<ModelChange> before = ModelChangeRows.locked(transaction, ehr, model.id());
            if (before.filter(change -> change.modelVersion().equals(model.version()))
                    .isPresent()) {
                return before.get();
            }
            ModelChange change = ModelChangeRows.begin(transaction, ehr, model, now);
            before.ifPresent(earlier -> held.requestAgain(ehr, REASON, earlier.begunAt(), Trigger.MODEL_CHANGE, now));
            return settle(transaction, change, limitPercent);
        });
    }

    /**
     * Notes what a patient's outcome is by this version, and says whether the result is to be held. When this shows that the share is
     * within the limit, whatever was held is asked for again. Where a bridge with another version works on the same hospital meanwhile,
     * this one changes no outcome.
     */
    public Ruling rule(PatientKey patient, ModelVersion model, Outcome outcome, int limitPercent, Instant now) {
        return database.inTransaction(transaction -> {
            ModelChange change =
                    of(patient.ehr(), model.id()).orElseGet(() -> begin(patient.ehr(), model, limitPercent, now));
            if (!change.modelVersion().equals(model.version())) {
                return new Ruling(
                        change, differs(ModelChangeRows.written(transaction, patient, model.id()), outcome), false);
            }
            if (change.mayBeWritten()) {
                return new Ruling(change, false, false);
            }
            return counted(transaction, patient, model, outcome, limitPercent, now);
        });
    }

    private Ruling counted(
            Transaction transaction,
            PatientKey patient,
            ModelVersion model,
            Outcome outcome,
            int limitPercent,
            Instant now) {
        ModelChange change =
                ModelChangeRows.locked(transaction, patient.ehr(), model.id()).orElseThrow();
        ModelChange counted = ModelChangeRows.evaluated(transaction, change, patient.patientId(), outcome.code());
        Ruling ruling = ruling(transaction, change, counted, limitPercent, now);
        ModelChange after = ruling.change();
        boolean holds = after.state() == ModelChange.State.STOPPED
                || after.state() == ModelChange.State.OPEN
                        && differs(ModelChangeRows.before(transaction, change, patient.patientId()), outcome);
        return new Ruling(after, holds, ruling.turned());
    }

    private static boolean differs(Optional<String> written, Outcome outcome) {
        return written.filter(code -> !code.equals(outcome.code())).isPresent();
    }

    /** The patient could not be screened by this version: the share is told without him. */
    public Optional<Ruling> notScreened(PatientKey patient, ModelVersion model, int limitPercent, Instant now) {
        return database.inTransaction(transaction -> of(patient.ehr(), model.id())
                .filter(change -> change.modelVersion().equals(model.version()))
                .filter(change -> change.state() == ModelChange.State.OPEN)
                .map(open -> {
                    ModelChange change = ModelChangeRows.locked(transaction, patient.ehr(), model.id())
                            .orElseThrow();
                    ModelChange counted = ModelChangeRows.excluded(transaction, change, patient.patientId());
                    return ruling(transaction, change, counted, limitPercent, now);
                }));
    }

    /** Asks for everyone of whom an open change does not know yet what the new version says. */
    public Requested requestUnknown(String ehr, String modelId, Instant now) {
        return database.inTransaction(transaction -> of(ehr, modelId)
                .filter(change -> change.state() == ModelChange.State.OPEN)
                .map(change ->
                        ledger.requestAll(ehr, ModelChangeRows.unknown(transaction, change), Trigger.MODEL_CHANGE, now))
                .orElse(new Requested(0, 0)));
    }

    public Optional<ModelChange> of(String ehr, String modelId) {
        return database.inTransaction(transaction -> ModelChangeRows.find(transaction, ehr, modelId));
    }

    /** The changes of every hospital, by name. */
    public List<ModelChange> all() {
        return database.inTransaction(ModelChangeRows::all);
    }

    /** How many of the patients evaluated so far went from which outcome to which, the most frequent first. */
    public List<OutcomeShift> shifts(ModelChange change) {
        return database.inTransaction(transaction -> transaction.query(
                row -> new OutcomeShift(
                        outcome(row.text("outcome_before")),
                        outcome(row.text("outcome_after")),
                        row.longNumber("patients")),
                "select outcome_before, outcome_after, count(*) as patients from model_change_patient"
                        + " where ehr = ? and model_id = ? and outcome_after is not null"
                        + " group by outcome_before, outcome_after"
                        + " order by count(*) desc, outcome_before, outcome_after",
                change.ehr(),
                change.modelId()));
    }

    /**
     * Lets the results of a version be written, whatever the share is, and asks again for every patient whose result was held.
     *
     * @return how many were asked for; empty when the hospital's results are not of this version, or are being written anyway
     */
    public Optional<Requested> approve(String ehr, String modelId, String modelVersion, Instant now) {
        return database.inTransaction(transaction -> ModelChangeRows.locked(transaction, ehr, modelId)
                .filter(change -> change.modelVersion().equals(modelVersion))
                .filter(change ->
                        change.state() == ModelChange.State.OPEN || change.state() == ModelChange.State.STOPPED)
                .map(change -> {
                    ModelChangeRows.state(transaction, change, ModelChange.State.APPROVED);
                    return held.requestAgain(ehr, REASON, change.begunAt(), Trigger.MANUAL, now);
                }));
    }

    private Ruling ruling(
            Transaction transaction, ModelChange before, ModelChange counted, int limitPercent, Instant now) {
        ModelChange after = settle(transaction, counted, limitPercent);
        boolean turned = before.state() == ModelChange.State.OPEN && after.state() != ModelChange.State.OPEN;
        if (turned && after.state() == ModelChange.State.PASSED) {
            held.requestAgain(after.ehr(), REASON, after.begunAt(), Trigger.MODEL_CHANGE, now);
        }
        return new Ruling(after, false, turned);
    }

    private static ModelChange settle(Transaction transaction, ModelChange change, int limitPercent) {
        ModelChange.State state = change.stateAt(limitPercent);
        return state == change.state() ? change : ModelChangeRows.state(transaction, change, state);
    }

    private static Outcome outcome(String code) {
        return Outcome.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
