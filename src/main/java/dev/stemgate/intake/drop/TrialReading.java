// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.fhir.read.FileRecord;
import dev.stemgate.fhir.read.FileRecordReader;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.Subject;
import java.util.Optional;

/** Learns whether all that a format tells could be kept, and keeps nothing. Confined to the thread that reads. */
final class TrialReading implements RecordSink {

    private static final String NOBODYS = "it does not say whose it is";

    private final FileRecordReader reader = new FileRecordReader();
    private String problem = "";
    private boolean anything;

    /** One sentence without personal data; empty when all could be kept. */
    Optional<String> problem() {
        String said = problem.isEmpty() && !anything ? "it holds nothing that is read here" : problem;
        return said.isEmpty() ? Optional.empty() : Optional.of(said);
    }

    @Override
    public void record(IntakeRecord record) {
        anything = true;
        FileRecord read = reader.read(record.resource().json());
        if (read.fault().isPresent()) {
            note(read.fault().get().line());
        } else if (!read.type().equals("Medication") && record.subject().isNobody()) {
            note(NOBODYS);
        }
    }

    @Override
    public void irrelevant(Place place, String why) {
        // Says nothing for or against: a message holds much beside its records.
    }

    @Override
    public void duplicate(Place place) {
        anything = true;
    }

    @Override
    public void refused(Refusal refusal) {
        note(refusal.line());
    }

    @Override
    public void withdrawn(Place place, String key) {
        anything = true;
    }

    @Override
    public void describes(Subject subject) {
        // A description alone is no record.
    }

    @Override
    public void merged(Place place, PatientIdentifier old, PatientIdentifier surviving) {
        anything = true;
    }

    private void note(String line) {
        if (problem.isEmpty()) {
            problem = line;
        }
    }
}
