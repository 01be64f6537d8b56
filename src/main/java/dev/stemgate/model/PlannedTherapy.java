// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;

/**
 * What ServiceRequests say of the planned stem-cell therapy, in the ids of {@code model/therapy.yaml}. Several requests, or one that says
 * several things, give several ids.
 *
 * @param requests the ServiceRequests it was read from, by record key
 * @param products what is planned, for instance {@code autologous-msc}; empty when not said
 * @param routes for instance {@code intrathecal}; empty when not said
 * @param targets for instance {@code cns}, {@code other} for a target that the model does not name; empty when not said
 */
public record PlannedTherapy(
        List<ResourceRef> requests, List<String> products, List<String> routes, List<String> targets) {

    public PlannedTherapy {
        requests = List.copyOf(requests);
        products = List.copyOf(products);
        routes = List.copyOf(routes);
        targets = List.copyOf(targets);
    }
}
