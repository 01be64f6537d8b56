// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.ServiceRequestFact;
import dev.stemgate.model.ServiceRequestFact.Status;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;

/** ServiceRequest to facts. Extracts, and judges nothing. */
final class ServiceRequestMapper {

    private ServiceRequestMapper() {}

    static ServiceRequestFact fact(ServiceRequest request) {
        return new ServiceRequestFact(
                References.refOf(request),
                Concepts.of(request.getCode()),
                request.getStatus() != null
                        ? EnumWords.of(Status.class, request.getStatus().toCode())
                                .orElse(Status.UNKNOWN)
                        : Status.UNKNOWN,
                intent(request.getIntent()),
                Boolean.TRUE.equals(request.getDoNotPerformElement().getValue()),
                Concepts.all(request.getOrderDetail()),
                Concepts.all(request.getBodySite()),
                Concepts.all(request.getReasonCode()),
                Times.when(request.getOccurrence()),
                FhirDates.of(request.getAuthoredOnElement()),
                Concepts.labels(request.getMeta()));
    }

    /** An option is one of several that somebody may choose: no more than a proposal. A directive binds as an order does. */
    private static Intent intent(ServiceRequestIntent intent) {
        if (intent == null) {
            return Intent.UNKNOWN;
        }
        return switch (intent) {
            case PROPOSAL, OPTION -> Intent.PROPOSAL;
            case PLAN -> Intent.PLAN;
            case DIRECTIVE, ORDER, ORIGINALORDER, REFLEXORDER, FILLERORDER, INSTANCEORDER -> Intent.ORDER;
            default -> Intent.UNKNOWN;
        };
    }
}
