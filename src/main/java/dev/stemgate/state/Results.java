// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The last result of each patient and model. Each {@code finish…} records the result <em>and</em> closes the unit in one
 * transaction, so that {@code kill -9} can neither lose nor double it. A newer result is never overwritten by an older one.
 * Thread-safe.
 */
public final class Results {

    private static final String NEWEST =
            """
            (r.status = 'held' or not exists (
                select 1 from screening_result h where h.ehr = r.ehr and h.patient_id = r.patient_id
                    and h.model_id = r.model_id and h.status = 'held'))""";

    /** Written results that are not the newest, since a held one stands beside them: few, so that counting all and taking them away is quick. */
    private static final String WRITTEN_BESIDE_HELD =
            """
            select r.outcome, count(*) as results from screening_result h join screening_result r
                on r.ehr = h.ehr and r.patient_id = h.patient_id and r.model_id = h.model_id and r.status = 'written'
            where h.ehr = ? and h.status = 'held' group by r.outcome""";

    private final Database database;
    private final Ledger ledger;
    private final WriteIntents intents;
    private final FollowUps outbox;

    public Results(Database database, Ledger ledger) {
        this.database = Objects.requireNonNull(database, "database");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.intents = new WriteIntents(database);
        this.outbox = new FollowUps(database);
    }

    /** The newest result, whether written or held. */
    public Optional<StoredResult> last(PatientKey patient, String modelId) {
        return database.inTransaction(transaction -> ResultRows.last(transaction, patient, modelId));
    }

    /** What stands on the EHR: a newer result that is held does not hide it. A new result is compared with this one. */
    public Optional<StoredResult> lastWritten(PatientKey patient, String modelId) {
        return database.inTransaction(
                transaction -> ResultRows.find(transaction, patient, modelId, ResultStatus.WRITTEN));
    }

    /** The results of one patient by every model, newest first by status; for {@code explain}. */
    public List<StoredResult> all(PatientKey patient) {
        return database.inTransaction(transaction -> transaction
                .query(
                        row -> row.text("model_id"),
                        "select distinct model_id from screening_result where ehr = ? and patient_id = ? order by model_id",
                        patient.ehr(),
                        patient.patientId())
                .stream()
                .flatMap(model -> ResultRows.last(transaction, patient, model).stream())
                .toList());
    }

    /**
     * To be called, and so committed, before the EHR is written to. Closing by any {@code finish…} clears it.
     *
     * @throws IllegalUnitTransition when the claim no longer stands: do not write
     * @throws NewerResultException when a newer result is stored: do not write
     */
    public void recordWriteIntent(PatientUnit unit, Judgement judgement, Instant now) {
        database.inTransaction(transaction -> {
            UnitClaims.check(transaction, unit, "writing");
            refuseOutdated(transaction, unit, judgement);
            intents.put(unit, judgement, now);
            UnitSteps.add(transaction, unit.id(), Step.Kind.WRITE_INTENDED, "", now);
            return unit;
        });
    }

    /** The write that was begun and not recorded, if there is one. */
    public Optional<WriteIntent> intent(PatientKey patient, String modelId) {
        return intents.find(patient, modelId);
    }

    /** Forgets what is stored of a patient whose Observation was withdrawn: should the record come back, it is written anew. */
    public void forget(PatientKey patient, String modelId) {
        database.inTransaction(transaction -> transaction.update(
                "delete from screening_result where ehr = ? and patient_id = ? and model_id = ?",
                patient.ehr(),
                patient.patientId(),
                modelId));
    }

    /** To be called when the EHR refused the write for certain: nothing was written. */
    public void clearIntent(PatientKey patient, String modelId) {
        intents.clear(patient, modelId);
    }

    /** Records what was written to the EHR and closes the unit as {@code written}. */
    public void finishWritten(
            PatientUnit unit, Judgement judgement, ObservationVersion observation, EntryCounts counts, Instant now) {
        finishWritten(unit, judgement, observation, List.of(), counts, now);
    }

    /** As {@link #finishWritten(PatientUnit, Judgement, ObservationVersion, EntryCounts, Instant)}, with what is still to be sent after it. */
    public void finishWritten(
            PatientUnit unit,
            Judgement judgement,
            ObservationVersion observation,
            List<FollowUp.Request> followUps,
            EntryCounts counts,
            Instant now) {
        finish(unit, judgement, UnitState.WRITTEN, "", counts, now, transaction -> {
            ResultRows.delete(transaction, judgement, ResultStatus.HELD);
            ResultRows.replace(transaction, unit, judgement, ResultStatus.WRITTEN, observation, now);
            outbox.add(unit, followUps, now);
        });
    }

    /** Records what was screened and deliberately not written, beside what stands on the EHR, and closes the unit as {@code held}. */
    public void finishHeld(PatientUnit unit, Judgement judgement, String reasonCode, EntryCounts counts, Instant now) {
        finish(
                unit,
                judgement,
                UnitState.HELD,
                reasonCode,
                counts,
                now,
                transaction -> ResultRows.replace(
                        transaction, unit, judgement, ResultStatus.HELD, ObservationVersion.NONE, now));
    }

    /**
     * Notes that the same came out again and closes the unit as {@code unchanged}. The result with the same fingerprint is
     * confirmed; if that is the written one, a held one beside it is obsolete and goes.
     *
     * @throws IllegalStateException when no stored result has this fingerprint
     */
    public void finishUnchanged(PatientUnit unit, Judgement judgement, EntryCounts counts, Instant now) {
        finish(unit, judgement, UnitState.UNCHANGED, "", counts, now, transaction -> {
            if (same(transaction, judgement, ResultStatus.WRITTEN)) {
                ResultRows.delete(transaction, judgement, ResultStatus.HELD);
                ResultRows.confirm(transaction, judgement, ResultStatus.WRITTEN);
            } else if (same(transaction, judgement, ResultStatus.HELD)) {
                ResultRows.confirm(transaction, judgement, ResultStatus.HELD);
            } else {
                throw new IllegalStateException("unit " + unit.id() + " is not unchanged: no stored result is equal");
            }
        });
    }

    /** The newest result of every patient of an EHR, by patient id. */
    public List<StoredResult> newest(String ehr) {
        return database.inTransaction(transaction -> ResultRows.newest(transaction, ehr, NEWEST));
    }

    /** Patients whose newest result is valid until today or was valid until an earlier day, longest overdue first. */
    public List<String> dueForRescreen(String ehr, LocalDate today) {
        return database.inTransaction(transaction -> transaction.query(
                row -> row.text("patient_id"),
                "select patient_id from screening_result r where ehr = ? and valid_until <= ? and " + NEWEST
                        + " group by patient_id order by min(valid_until), patient_id",
                ehr,
                today));
    }

    /** Requests the screening of every patient who is due, at most once a day for each, however often it is called. */
    public Requested requestDue(String ehr, LocalDate today, Instant now) {
        return database.inTransaction(transaction -> {
            List<String> due = transaction.query(
                    row -> row.text("patient_id"),
                    "select patient_id from screening_result r where ehr = ? and valid_until <= ?"
                            + " and (rescreen_asked_on is null or rescreen_asked_on < ?) and " + NEWEST
                            + " group by patient_id order by min(valid_until), patient_id",
                    ehr,
                    today,
                    today);
            transaction.update(
                    "update screening_result set rescreen_asked_on = ? where ehr = ? and valid_until <= ?"
                            + " and (rescreen_asked_on is null or rescreen_asked_on < ?)",
                    today,
                    ehr,
                    today,
                    today);
            return ledger.requestAll(ehr, due, Trigger.RESCREEN_DUE, now);
        });
    }

    /** How many newest results of an EHR have each outcome; every outcome is in the map. */
    public Map<Outcome, Long> outcomeCounts(String ehr) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        database.inTransaction(transaction -> {
            add(
                    counts,
                    1,
                    transaction,
                    "select outcome, count(*) as results from screening_result where ehr = ? group by ehr, outcome",
                    ehr);
            add(counts, -1, transaction, WRITTEN_BESIDE_HELD, ehr);
            return counts;
        });
        return counts;
    }

    private static void add(Map<Outcome, Long> counts, int sign, Transaction transaction, String sql, String ehr) {
        transaction
                .query(row -> Map.entry(row.text("outcome"), row.longNumber("results")), sql, ehr)
                .forEach(entry -> counts.merge(outcome(entry.getKey()), sign * entry.getValue(), Long::sum));
    }

    private void finish(
            PatientUnit unit,
            Judgement judgement,
            UnitState state,
            String reasonCode,
            EntryCounts counts,
            Instant now,
            Consumer<Transaction> record) {
        if (!unit.patient().equals(judgement.screening().patient())) {
            throw new IllegalArgumentException("the result is of another patient than unit " + unit.id());
        }
        database.inTransaction(transaction -> {
            ledger.close(unit, state, reasonCode, counts, now);
            refuseOutdated(transaction, unit, judgement);
            record.accept(transaction);
            intents.clear(unit.patient(), judgement.screening().model().id());
            return unit;
        });
    }

    private static void refuseOutdated(Transaction transaction, PatientUnit unit, Judgement judgement) {
        if (ResultRows.isOutdated(transaction, judgement)) {
            throw new NewerResultException(unit.id());
        }
    }

    private static boolean same(Transaction transaction, Judgement judgement, ResultStatus status) {
        return ResultRows.find(
                        transaction,
                        judgement.screening().patient(),
                        judgement.screening().model().id(),
                        status)
                .filter(stored -> stored.fingerprint().equals(judgement.fingerprint()))
                .isPresent();
    }

    private static Outcome outcome(String code) {
        return Outcome.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
