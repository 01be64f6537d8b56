// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as the server received it.
 *
 * @param method HTTP method
 * @param path below the base, without a leading slash: {@code Condition}, {@code Patient/1}, empty for the base itself
 * @param query as sent, undecoded; empty when there is none
 * @param headers names without regard to case
 */
public record ReceivedRequest(String method, String path, String query, Map<String, List<String>> headers) {

    public ReceivedRequest {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = java.util.Collections.unmodifiableMap(copy);
    }

    /** The resource type asked for; empty for a page, a transaction and other requests to the base. */
    public String type() {
        return path.split("/", 2)[0];
    }

    /** Whether a following page of a search is asked for, by whichever form of next link this server gives. */
    public boolean asksForPage() {
        return method.equals("GET") && (query.contains("_getpages=") || query.contains(PageLinks.CONTINUE + "="));
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
