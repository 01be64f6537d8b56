// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a ServiceRequest says of the planned stem-cell therapy.
 *
 * @param requests the ServiceRequests it was read from, by record key
 * @param product what is planned, one of the product ids of the model; empty when not said
 * @param route one of the route ids of the model, for instance {@code intrathecal}; empty when not said
 * @param target one of the target ids of the model, for instance {@code cns}; empty when not said
 */
public record PlannedTherapy(
        List<ResourceRef> requests, Optional<String> product, Optional<String> route, Optional<String> target) {

    public PlannedTherapy {
        requests = List.copyOf(requests);
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(target, "target");
    }
}
