// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.GoneException;
import dev.stemgate.fhir.client.NotServedException;
import dev.stemgate.fhir.client.RequestRefusedException;
import java.util.Optional;
import java.util.Set;

/**
 * How often one search has begun again from its first page, because a following page was no longer there (EHR-NOTES 7: 410, 4113).
 * Bounded, since a server may never keep its pages long enough. Thread-confined.
 */
public final class SearchRestarts {

    private static final int MOST = 3;
    /** What servers answer to the token of a page that they have forgotten. */
    private static final Set<Integer> FORGOTTEN = Set.of(400, 404);

    private String beginning = "";
    private int restarts;

    /** A search begins. */
    public void begin(String url) {
        beginning = url;
        restarts = 0;
    }

    /**
     * Where the search begins again after this refusal; empty where it does not.
     *
     * @param firstPage whether it was the first page that was refused
     */
    public Optional<String> after(EhrException refusal, boolean firstPage) {
        if (firstPage || !forgotten(refusal) || restarts >= MOST) {
            return Optional.empty();
        }
        restarts++;
        return Optional.of(beginning);
    }

    private static boolean forgotten(EhrException refusal) {
        return refusal instanceof GoneException
                || refusal instanceof NotServedException
                || refusal instanceof RequestRefusedException && FORGOTTEN.contains(refusal.status());
    }
}
