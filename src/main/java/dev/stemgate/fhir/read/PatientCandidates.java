// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.read.FileRecord.SystemValue;
import dev.stemgate.fhir.read.Parsing.Parsed;
import dev.stemgate.fhir.read.Parsing.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * The Patients that an EHR names in answer to a search by identifier or to {@code $match}.
 *
 * @param patients in the order received
 * @param whole false when there are more pages, a warning, or an entry that cannot be read: nothing is then certain
 */
public record PatientCandidates(List<Candidate> patients, boolean whole) {

    private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";

    public PatientCandidates {
        patients = List.copyOf(patients);
    }

    /**
     * One Patient of the EHR.
     *
     * @param birthDate as the EHR says; empty when missing
     * @param sex as the EHR says; empty when missing
     * @param grade {@code certain}, {@code probable} …; empty in the answer to a search
     */
    public record Candidate(String id, List<SystemValue> identifiers, String birthDate, String sex, String grade) {
        public Candidate {
            Objects.requireNonNull(id, "id");
            identifiers = List.copyOf(identifiers);
            Objects.requireNonNull(birthDate, "birthDate");
            Objects.requireNonNull(sex, "sex");
            Objects.requireNonNull(grade, "grade");
        }

        /** Without its content, which is personal data. */
        @Override
        public String toString() {
            return "Candidate[" + identifiers.size() + " identifiers]";
        }
    }

    public static PatientCandidates of(Bundle answer) {
        SearchPage page = SearchPage.of(answer);
        EntryParser parser = new EntryParser();
        List<Candidate> found = new ArrayList<>();
        boolean whole = page.next().isEmpty();
        for (int i = 0; i < page.entries().size(); i++) {
            SearchPage.Entry entry = page.entries().get(i);
            if (entry instanceof SearchPage.Outcome outcome) {
                whole &= outcome.severity() == SearchPage.Severity.INFORMATION;
                continue;
            }
            Optional<Patient> patient = patient(parser.parse(entry.bytes()));
            whole &= patient.isPresent();
            String grade = grade(answer, i);
            patient.map(known -> candidate(known, grade)).ifPresent(found::add);
        }
        return new PatientCandidates(found, whole);
    }

    private static Optional<Patient> patient(Parsing parsing) {
        Optional<Resource> resource =
                parsing instanceof Parsed parsed ? Optional.of(parsed.resource()) : ((Unreadable) parsing).salvaged();
        return resource.filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .filter(patient ->
                        !Concepts.text(patient.getIdElement().getIdPart()).isEmpty());
    }

    private static Candidate candidate(Patient patient, String grade) {
        return new Candidate(
                patient.getIdElement().getIdPart(),
                patient.getIdentifier().stream()
                        .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                        .map(identifier -> new SystemValue(
                                identifier.getSystem().strip(),
                                identifier.getValue().strip()))
                        .toList(),
                Concepts.text(patient.getBirthDateElement().getValueAsString()),
                patient.getGender() != null ? patient.getGender().toCode() : "",
                grade);
    }

    private static String grade(Bundle answer, int entry) {
        Extension extension = answer.getEntry().get(entry).getSearch().getExtensionByUrl(GRADE);
        return extension == null || !extension.hasValue()
                ? ""
                : extension.getValue().primitiveValue();
    }
}
