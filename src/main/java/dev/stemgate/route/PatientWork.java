// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.PullCorrections;
import dev.stemgate.fhir.PriorReading;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.SearchRestarts;
import dev.stemgate.fhir.write.Prior;
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
    private final PullCorrections corrected;
    private RecordKind kind;
    private final SearchRestarts restarts = new SearchRestarts();
    private boolean asked;
    private int readTogether;
    private PatientFacts facts;
    private Judgement judgement;
    private Object transaction;
    private Prior alreadyThere;
    private PriorReading priorReading;
    private boolean writing;
    private boolean refusedTogether;
    private boolean sentAlone;

    PatientWork(PatientUnit unit, Hospital hospital, PatientRecord record, PullCorrections corrected) {
        this.unit = Objects.requireNonNull(unit, "unit");
        this.hospital = Objects.requireNonNull(hospital, "hospital");
        this.record = Objects.requireNonNull(record, "record");
        this.corrected = Objects.requireNonNull(corrected, "corrected");
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

    /** Which records of this pull are read as a person corrected them. */
    PullCorrections corrected() {
        return corrected;
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

    /** The search for what of ours stands on the EHR. */
    PriorReading priorReading() {
        return Objects.requireNonNull(priorReading, "nothing was searched for");
    }

    void priorReading(PriorReading begun) {
        priorReading = begun;
    }

    /** Forgets an attempt to write that came to nothing: what stands there is read again, compared and decided. */
    void beginWriting(PriorReading begun) {
        priorReading = begun;
        transaction = null;
        alreadyThere = null;
        writing = false;
    }

    /** Whether something is being written to the EHR, so that its answer speaks of that. */
    boolean isWriting() {
        return writing;
    }

    void writing(boolean now) {
        writing = now;
    }

    /** The EHR refused the transaction, perhaps because it takes none. */
    void refusedTogether() {
        refusedTogether = true;
    }

    boolean wasRefusedTogether() {
        return refusedTogether;
    }

    /** The result was sent without what belongs to it. */
    void sentAlone() {
        sentAlone = true;
    }

    boolean wasSentAlone() {
        return sentAlone;
    }

    /** The result on the EHR that already says what this screening says. */
    Optional<Prior> alreadyThere() {
        return Optional.ofNullable(alreadyThere);
    }

    void alreadyThere(Prior found) {
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
