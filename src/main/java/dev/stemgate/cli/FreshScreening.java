// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.fhir.PatientReader;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.read.CorrectedRecords;
import dev.stemgate.fhir.read.ImportedEntry;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.PatientStanding;
import dev.stemgate.fhir.read.UnreadableRecord;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.Hospital;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A patient read again from the EHR and judged, for a person to see. Nothing is written: not to the EHR, not to the ledger, not to
 * the stored results, not to the dead letters.
 *
 * @param screening what came out
 * @param unreadable records that the bridge would put into the dead letters
 */
record FreshScreening(Screening screening, List<UnreadableRecord> unreadable) {

    FreshScreening {
        Objects.requireNonNull(screening, "screening");
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads and judges.
     *
     * @param served kinds that this EHR is known to serve
     * @param corrected gives the corrected bytes of records that a person corrected
     * @param today in the hospital's zone
     * @param imported what files and messages said of the patient
     * @throws CommandFailure with exit code 4 when the EHR is not there, and 3 when there is nobody to judge
     * @throws dev.stemgate.fhir.client.EhrException when the EHR refuses the Patient
     */
    static FreshScreening of(
            PatientKey patient,
            Hospital hospital,
            ScreeningCore core,
            Set<RecordKind> served,
            CorrectedRecords corrected,
            LocalDate today,
            LocalDate asOf,
            List<ImportedEntry> imported) {
        try (PatientReader reader =
                new PatientReader(hospital.fhirSettings(), hospital.kindsRead().plan(core.observationQuestions()))) {
            PatientRecord record = reader.read(patient, today, served, corrected, imported);
            requireFound(patient, record.standing());
            return new FreshScreening(core.evaluator().evaluate(record.facts(), asOf), record.unreadable());
        } catch (EhrUnavailableException e) {
            throw new CommandFailure(
                    ExitCode.REMOTE_UNAVAILABLE,
                    e.getMessage() + "; nothing was judged. Try again, or leave out --fresh to see what is stored");
        }
    }

    /** The kinds that were read to the end when this screening was made. */
    static Set<RecordKind> served(Screening earlier) {
        return earlier.readings().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Reading.Complete)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static void requireFound(PatientKey patient, PatientStanding standing) {
        if (!(standing instanceof PatientStanding.Found)) {
            throw new CommandFailure(ExitCode.INPUT_UNUSABLE, words(patient, standing));
        }
    }

    private static String words(PatientKey patient, PatientStanding standing) {
        String who = "patient " + patient.patientId() + " of " + patient.ehr();
        if (standing instanceof PatientStanding.MergedInto merged) {
            return who + " was merged into " + merged.patientId() + "; ask for that one";
        }
        if (standing instanceof PatientStanding.Unreadable) {
            return who + " is there, and its Patient resource cannot be read; it has to be corrected in the EHR";
        }
        if (standing instanceof PatientStanding.WrongPatient) {
            return patient.ehr() + " answered with another patient than " + patient.patientId()
                    + "; ask the EHR's operator whether records were merged";
        }
        return "there is no " + who + "; give the logical id of a Patient resource";
    }
}
