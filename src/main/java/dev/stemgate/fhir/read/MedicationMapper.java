// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.Code;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.MedicationFact.Kind;
import dev.stemgate.model.MedicationFact.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Type;

/** MedicationStatement and MedicationRequest to facts. Extracts, and judges nothing. */
final class MedicationMapper {

    private MedicationMapper() {}

    /** What of a record that is about a medication names it; empty for any other record. */
    static Optional<Type> medicationOf(DomainResource record) {
        if (record instanceof MedicationStatement statement) {
            return Optional.ofNullable(statement.getMedication());
        }
        if (record instanceof MedicationRequest request) {
            return Optional.ofNullable(request.getMedication());
        }
        if (record instanceof MedicationAdministration administration) {
            return Optional.ofNullable(administration.getMedication());
        }
        return record instanceof MedicationDispense dispense
                ? Optional.ofNullable(dispense.getMedication())
                : Optional.empty();
    }

    static MedicationFact statement(MedicationStatement statement, MedicationCatalog catalog) {
        MedicationCatalog.Drugs drugs = catalog.drugs(statement, statement.getMedication());
        return new MedicationFact(
                References.refOf(statement),
                Kind.STATEMENT,
                status(statement.getStatus() != null ? statement.getStatus().toCode() : ""),
                Intent.NONE,
                false,
                drugs.drugs(),
                drugs.resolved(),
                Times.when(statement.getEffective()),
                FhirDates.of(statement.getDateAssertedElement()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Concepts.all(statement.getReasonCode()),
                labels(statement.getMeta(), drugs),
                Concepts.all(statement.getStatusReason()));
    }

    static MedicationFact request(MedicationRequest request, MedicationCatalog catalog) {
        MedicationCatalog.Drugs drugs = catalog.drugs(request, request.getMedication());
        MedicationRequestDispenseRequestComponent dispense = request.getDispenseRequest();
        return new MedicationFact(
                References.refOf(request),
                Kind.REQUEST,
                status(request.getStatus() != null ? request.getStatus().toCode() : ""),
                intent(request.getIntent()),
                Boolean.TRUE.equals(request.getDoNotPerformElement().getValue()),
                drugs.drugs(),
                drugs.resolved(),
                Optional.empty(),
                Optional.empty(),
                FhirDates.of(request.getAuthoredOnElement()),
                FhirDates.of(dispense.getValidityPeriod().getEndElement()),
                Times.duration(dispense.getExpectedSupplyDuration()),
                repeats(dispense),
                Concepts.all(request.getReasonCode()),
                labels(request.getMeta(), drugs),
                request.hasStatusReason() ? List.of(Concepts.of(request.getStatusReason())) : List.of());
    }

    private static int repeats(MedicationRequestDispenseRequestComponent dispense) {
        Integer repeats = dispense.getNumberOfRepeatsAllowedElement().getValue();
        return repeats == null ? 0 : repeats;
    }

    static List<Code> labels(Meta meta, MedicationCatalog.Drugs drugs) {
        return Stream.concat(Concepts.labels(meta).stream(), drugs.labels().stream())
                .distinct()
                .toList();
    }

    private static Status status(String code) {
        return code.isEmpty()
                ? Status.UNKNOWN
                : Status.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** An option is one of several that somebody may choose: no more than a proposal. */
    private static Intent intent(MedicationRequestIntent intent) {
        if (intent == null) {
            return Intent.UNKNOWN;
        }
        return switch (intent) {
            case PROPOSAL, OPTION -> Intent.PROPOSAL;
            case PLAN -> Intent.PLAN;
            case ORDER, ORIGINALORDER, REFLEXORDER, FILLERORDER, INSTANCEORDER -> Intent.ORDER;
            default -> Intent.UNKNOWN;
        };
    }
}
