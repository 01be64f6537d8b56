// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every request the server has received, in order of arrival, for tests to count. Thread-safe. */
public final class RequestJournal {

    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

    void add(ReceivedRequest request) {
        requests.add(request);
    }

    /** All requests so far. */
    public List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    public int count() {
        return requests.size();
    }

    /**
     * @param method HTTP method
     * @param type resource type; empty for pages, transactions and other requests to the base
     */
    public long count(String method, String type) {
        return requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.type().equals(type))
                .count();
    }

    /** Forgets what was received so far. */
    public void clear() {
        requests.clear();
    }
}
