// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.GoneException;
import dev.stemgate.fhir.client.NotServedException;
import dev.stemgate.fhir.client.RequestRefusedException;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * How often one search has begun again from its first page, because a following page was no longer there (EHR-NOTES 7: 410, 4113).
 * Bounded, since a server may never keep its pages long enough. Thread-confined.
 */
final class SearchRestarts {

    private static final int MOST = 3;
    /** What servers answer to the token of a page that they have forgotten. */
    private static final Set<Integer> FORGOTTEN = Set.of(400, 404);

    private String firstPage = "";
    private int restarts;

    /** A search begins. */
    void begin(String url) {
        firstPage = url;
        restarts = 0;
    }

    /** Where the search begins again after this refusal; empty where it does not. */
    Optional<String> after(EhrException refusal, Exchange exchange) {
        if (Properties.isFirstPage(exchange) || !forgotten(refusal) || restarts >= MOST) {
            return Optional.empty();
        }
        restarts++;
        return Optional.of(firstPage);
    }

    private static boolean forgotten(EhrException refusal) {
        return refusal instanceof GoneException
                || refusal instanceof NotServedException
                || refusal instanceof RequestRefusedException && FORGOTTEN.contains(refusal.status());
    }
}
