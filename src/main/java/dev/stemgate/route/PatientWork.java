// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.SearchRestarts;
import dev.stemgate.fhir.write.PriorObservation;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.Judgement;
import dev.stemgate.state.PatientUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one claimed unit while its exchange runs through the routes. Belongs to one exchange; the steps of a unit run
 * one after another, so it is not synchronised.
 */
final class PatientWork {

    private final PatientUnit unit;
    private final Hospital hospital;
    private final PatientRecord record;
    private RecordKind kind;
    private final SearchRestarts restarts = new SearchRestarts();
    private boolean asked;
    private int readTogether;
    private PatientFacts facts;
    private Judgement judgement;
    private Object transaction;
    private PriorObservation alreadyThere;

    PatientWork(PatientUnit unit, Hospital hospital, PatientRecord record) {
        this.unit = Objects.requireNonNull(unit, "unit");
        this.hospital = Objects.requireNonNull(hospital, "hospital");
        this.record = Objects.requireNonNull(record, "record");
    }

    PatientUnit unit() {
        return unit;
    }

    Hospital hospital() {
        return hospital;
    }

    PatientRecord record() {
        return record;
    }

    /** Which kind is being read; empty while referenced Medications are. */
    Optional<RecordKind> kind() {
        return Optional.ofNullable(kind);
    }

    void kind(Optional<RecordKind> now) {
        kind = now.orElse(null);
    }

    /** How the search that is being read may begin again. */
    SearchRestarts restarts() {
        return restarts;
    }

    /** Whether the EHR was asked anything for this unit in this exchange. */
    boolean isAsked() {
        return asked;
    }

    void asked() {
        asked = true;
    }

    /** How many kinds were read together with other patients. */
    int readTogether() {
        return readTogether;
    }

    void readTogether(int kinds) {
        readTogether = kinds;
    }

    /** The facts of the record; to be asked when all is read. */
    PatientFacts facts() {
        if (facts == null) {
            facts = record.facts();
        }
        return facts;
    }

    Judgement judgement() {
        return Objects.requireNonNull(judgement, "not screened yet");
    }

    boolean isScreened() {
        return judgement != null;
    }

    void judgement(Judgement made) {
        judgement = made;
    }

    Object transaction() {
        return Objects.requireNonNull(transaction, "no transaction was made");
    }

    void transaction(Object made) {
        transaction = made;
    }

    /** The Observation on the EHR that already says what this screening says. */
    Optional<PriorObservation> alreadyThere() {
        return Optional.ofNullable(alreadyThere);
    }

    void alreadyThere(PriorObservation found) {
        alreadyThere = found;
    }

    EntryCounts counts() {
        return new EntryCounts(
                record.counts().read(),
                record.counts().accepted(),
                record.counts().irrelevant(),
                record.counts().duplicate(),
                record.counts().deadLettered());
    }
}
