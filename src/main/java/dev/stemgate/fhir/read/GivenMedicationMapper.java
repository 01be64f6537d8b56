// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.MedicationFact.Kind;
import dev.stemgate.model.MedicationFact.Status;
import dev.stemgate.model.When;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;

/** What was given or handed over: MedicationAdministration and MedicationDispense to facts. Extracts, and judges nothing. */
final class GivenMedicationMapper {

    private GivenMedicationMapper() {}

    static MedicationFact administration(MedicationAdministration given, MedicationCatalog catalog) {
        MedicationCatalog.Drugs drugs = catalog.drugs(given, given.getMedication());
        return new MedicationFact(
                References.refOf(given),
                Kind.ADMINISTRATION,
                status(given.getStatus() != null ? given.getStatus().toCode() : ""),
                Intent.NONE,
                false,
                drugs.drugs(),
                drugs.resolved(),
                Times.when(given.getEffective()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Concepts.all(given.getReasonCode()),
                MedicationMapper.labels(given.getMeta(), drugs),
                Concepts.all(given.getStatusReason()));
    }

    static MedicationFact dispense(MedicationDispense dispense, MedicationCatalog catalog) {
        MedicationCatalog.Drugs drugs = catalog.drugs(dispense, dispense.getMedication());
        return new MedicationFact(
                References.refOf(dispense),
                Kind.DISPENSE,
                status(dispense.getStatus() != null ? dispense.getStatus().toCode() : ""),
                Intent.NONE,
                false,
                drugs.drugs(),
                drugs.resolved(),
                FhirDates.of(dispense.getWhenHandedOverElement())
                        .or(() -> FhirDates.of(dispense.getWhenPreparedElement()))
                        .map(When.Dated::new),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Times.duration(dispense.getDaysSupply()),
                0,
                List.of(),
                MedicationMapper.labels(dispense.getMeta(), drugs),
                dispense.hasStatusReasonCodeableConcept()
                        ? List.of(Concepts.of(dispense.getStatusReasonCodeableConcept()))
                        : List.of());
    }

    /** The words of the two types that {@link Status} names otherwise. */
    private static Status status(String code) {
        return switch (code) {
            case "in-progress" -> Status.ACTIVE;
            case "not-done", "declined" -> Status.NOT_TAKEN;
            case "preparation" -> Status.INTENDED;
            default -> EnumWords.of(Status.class, code).orElse(Status.UNKNOWN);
        };
    }
}
