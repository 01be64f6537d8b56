// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.sandbox.ReceivedRequest;
import java.util.Locale;
import java.util.function.Predicate;

/** The steps in the life of a patient at which an EHR is asked, told by the request. Next links carry the type ({@code continue}). */
enum MatrixStep implements Predicate<ReceivedRequest> {
    COHORT,
    COHORT_PAGE,
    PATIENT,
    CONDITION,
    CONDITION_PAGE,
    STATEMENT,
    REQUEST,
    MEDICATION,
    PRIOR,
    WRITE;

    @Override
    public boolean test(ReceivedRequest request) {
        boolean page = request.asksForPage();
        boolean byId = request.query().contains("_id=") || request.path().contains("/");
        return switch (this) {
            case COHORT -> request.path().equals("Patient") && !byId && !page;
            case COHORT_PAGE -> request.path().equals("Patient") && page;
            case PATIENT -> request.type().equals("Patient") && byId;
            case CONDITION -> request.path().equals("Condition") && !page;
            case CONDITION_PAGE -> request.path().equals("Condition") && page;
            case STATEMENT -> request.path().equals("MedicationStatement");
            case REQUEST -> request.path().equals("MedicationRequest");
            case MEDICATION -> request.type().equals("Medication");
            case PRIOR ->
                request.type().equals("Observation") && request.method().equals("GET");
            case WRITE -> !request.method().equals("GET");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
