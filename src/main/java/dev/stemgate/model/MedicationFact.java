// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A MedicationStatement, MedicationRequest, MedicationAdministration or MedicationDispense, extracted without judgement, its Medication resolved where that was possible.
 *
 * @param kind which resource type it is
 * @param status status word; UNKNOWN also for a missing or illegal one
 * @param intent intent of a Request; NONE for any other
 * @param doNotPerform a Request that forbids the drug
 * @param drugs the medication's concept and the concept of every ingredient; each counts. Empty only when unresolved
 * @param resolved false when a medicationReference could not be read
 * @param effective {@code effective[x]} of a Statement or an Administration; {@code whenHandedOver}, else {@code whenPrepared}, of a Dispense
 * @param dateAsserted of a Statement
 * @param authoredOn of a Request
 * @param validityEnd {@code dispenseRequest.validityPeriod.end} of a Request
 * @param expectedSupply {@code dispenseRequest.expectedSupplyDuration} of a Request; {@code daysSupply} of a Dispense
 * @param repeats {@code dispenseRequest.numberOfRepeatsAllowed}; 0 when missing
 * @param reasons {@code reasonCode}s
 * @param securityLabels {@code meta.security} of the resource and its Medication
 * @param statusReasons {@code statusReason}s: why the status is what it is
 */
public record MedicationFact(
        ResourceRef ref,
        Kind kind,
        Status status,
        Intent intent,
        boolean doNotPerform,
        List<Concept> drugs,
        boolean resolved,
        Optional<When> effective,
        Optional<DateRange> dateAsserted,
        Optional<DateRange> authoredOn,
        Optional<DateRange> validityEnd,
        Optional<Duration> expectedSupply,
        int repeats,
        List<Concept> reasons,
        List<Code> securityLabels,
        List<Concept> statusReasons) {

    public enum Kind {
        STATEMENT,
        REQUEST,
        ADMINISTRATION,
        DISPENSE
    }

    /** Union of the status codes in R4; {@code in-progress} is ACTIVE, {@code not-done} and {@code declined} are NOT_TAKEN, {@code preparation} is INTENDED. */
    public enum Status {
        ACTIVE,
        COMPLETED,
        ENTERED_IN_ERROR,
        INTENDED,
        STOPPED,
        ON_HOLD,
        UNKNOWN,
        NOT_TAKEN,
        CANCELLED,
        DRAFT
    }

    /** MedicationRequest.intent; order-like intents (order, original-order, filler-order, …) are ORDER. */
    public enum Intent {
        NONE,
        PROPOSAL,
        PLAN,
        ORDER,
        UNKNOWN
    }

    public MedicationFact {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(intent, "intent");
        drugs = List.copyOf(drugs);
        Objects.requireNonNull(effective, "effective");
        Objects.requireNonNull(dateAsserted, "dateAsserted");
        Objects.requireNonNull(authoredOn, "authoredOn");
        Objects.requireNonNull(validityEnd, "validityEnd");
        Objects.requireNonNull(expectedSupply, "expectedSupply");
        reasons = List.copyOf(reasons);
        securityLabels = List.copyOf(securityLabels);
        statusReasons = List.copyOf(statusReasons);
    }

    /** A record that gives no reason for its status. */
    public MedicationFact(
            ResourceRef ref,
            Kind kind,
            Status status,
            Intent intent,
            boolean doNotPerform,
            List<Concept> drugs,
            boolean resolved,
            Optional<When> effective,
            Optional<DateRange> dateAsserted,
            Optional<DateRange> authoredOn,
            Optional<DateRange> validityEnd,
            Optional<Duration> expectedSupply,
            int repeats,
            List<Concept> reasons,
            List<Code> securityLabels) {
        this(
                ref,
                kind,
                status,
                intent,
                doNotPerform,
                drugs,
                resolved,
                effective,
                dateAsserted,
                authoredOn,
                validityEnd,
                expectedSupply,
                repeats,
                reasons,
                securityLabels,
                List.of());
    }
}
