// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Person;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Sex;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;

/** What was read of the Patient itself. Thread-confined. */
final class PatientReading {

    private final PatientKey key;
    private Optional<Patient> patient = Optional.empty();
    private Optional<byte[]> unreadable = Optional.empty();
    private Optional<String> other = Optional.empty();

    PatientReading(PatientKey key) {
        this.key = key;
    }

    void found(Patient found) {
        patient = Optional.of(found);
    }

    void unreadable(byte[] bytes) {
        unreadable = Optional.of(bytes);
    }

    void other(String returnedId) {
        other = other.or(() -> Optional.of(returnedId));
    }

    PatientStanding standing(boolean anyPage, FactMapper mapper) {
        if (patient.isPresent()) {
            return mapper.person(patient.get())
                    .replacedBy()
                    .<PatientStanding>map(PatientStanding.MergedInto::new)
                    .orElseGet(PatientStanding.Found::new);
        }
        if (unreadable.isPresent()) {
            return new PatientStanding.Unreadable(unreadable.get());
        }
        if (other.isPresent()) {
            return new PatientStanding.WrongPatient(other.get());
        }
        return anyPage ? new PatientStanding.NotFound() : new PatientStanding.NotRead();
    }

    /** The person; where the Patient could not be read, one of whom nothing is known. */
    Person person(FactMapper mapper) {
        return patient.map(mapper::person)
                .orElseGet(() -> new Person(
                        new ResourceRef("Patient", key.patientId(), ""),
                        Optional.empty(),
                        Sex.UNKNOWN,
                        Optional.empty(),
                        true,
                        true,
                        Optional.empty(),
                        List.of()));
    }
}
