// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.PagingHosts;
import java.util.Objects;

/**
 * How much a hospital's EHR is asked, when, and where its next pages are.
 *
 * @param batch how many patients are read and written together at most; 1 when each is alone
 * @param requestsPerSecond the most that are sent; 0 for no limit
 * @param activeHours when rounds are started
 * @param pagingHosts under which other names the EHR links to its next pages
 */
public record Traffic(int batch, double requestsPerSecond, ActiveHours activeHours, PagingHosts pagingHosts) {

    public Traffic {
        Objects.requireNonNull(activeHours, "activeHours");
        Objects.requireNonNull(pagingHosts, "pagingHosts");
        if (batch < 1 || requestsPerSecond < 0) {
            throw new IllegalArgumentException("a batch is of one at least, and a rate is not negative");
        }
    }
}
