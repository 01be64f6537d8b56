// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A ServiceRequest, extracted without judgement: where there is one for the planned therapy it says product, route and target.
 *
 * @param code what is asked for
 * @param status status word; UNKNOWN also for a missing or illegal one
 * @param intent order-like intents are ORDER; UNKNOWN also for a missing or illegal one
 * @param doNotPerform a request that the service is not done
 * @param orderDetails {@code orderDetail}s: for instance route and product
 * @param bodySites {@code bodySite}s: the target
 * @param reasons {@code reasonCode}s
 * @param occurrence {@code occurrence[x]}
 * @param authoredOn {@code authoredOn}
 * @param securityLabels {@code meta.security}
 */
public record ServiceRequestFact(
        ResourceRef ref,
        Concept code,
        Status status,
        MedicationFact.Intent intent,
        boolean doNotPerform,
        List<Concept> orderDetails,
        List<Concept> bodySites,
        List<Concept> reasons,
        Optional<When> occurrence,
        Optional<DateRange> authoredOn,
        List<Code> securityLabels) {

    /** RequestStatus of R4. */
    public enum Status {
        DRAFT,
        ACTIVE,
        ON_HOLD,
        REVOKED,
        COMPLETED,
        ENTERED_IN_ERROR,
        UNKNOWN
    }

    public ServiceRequestFact {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(intent, "intent");
        orderDetails = List.copyOf(orderDetails);
        bodySites = List.copyOf(bodySites);
        reasons = List.copyOf(reasons);
        Objects.requireNonNull(occurrence, "occurrence");
        Objects.requireNonNull(authoredOn, "authoredOn");
        securityLabels = List.copyOf(securityLabels);
    }
}
