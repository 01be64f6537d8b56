// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.Person;
import dev.stemgate.model.Person.Deceased;
import dev.stemgate.model.Sex;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;

/** Patient to facts; names and identifiers stay behind. */
final class PersonMapper {

    private static final String ANIMAL = "http://hl7.org/fhir/StructureDefinition/patient-animal";

    private PersonMapper() {}

    static Person person(Patient patient, References references) {
        return new Person(
                References.refOf(patient),
                FhirDates.of(patient.getBirthDateElement()),
                patient.getGender() != null
                        ? Sex.valueOf(patient.getGender().toCode().toUpperCase(Locale.ROOT))
                        : Sex.UNKNOWN,
                deceased(patient),
                !patient.hasExtension(ANIMAL),
                !Boolean.FALSE.equals(patient.getActiveElement().getValue()),
                replacedBy(patient, references),
                Concepts.labels(patient.getMeta()));
    }

    private static Optional<Deceased> deceased(Patient patient) {
        if (patient.getDeceased() instanceof BooleanType dead) {
            return Boolean.TRUE.equals(dead.getValue())
                    ? Optional.of(new Deceased(Optional.empty()))
                    : Optional.empty();
        }
        return patient.getDeceased() instanceof DateTimeType date
                ? Optional.of(new Deceased(FhirDates.of(date)))
                : Optional.empty();
    }

    /** {@code seealso} and {@code refer} are no merge (HARD-CASES), and nobody is replaced by himself. */
    private static Optional<String> replacedBy(Patient patient, References references) {
        return patient.getLink().stream()
                .filter(link -> link.getType() == LinkType.REPLACEDBY)
                .flatMap(link -> references.idOf(link.getOther().getReference(), "Patient").stream())
                .filter(id -> !id.equals(patient.getIdElement().getIdPart()))
                .findFirst();
    }
}
