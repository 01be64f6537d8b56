// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.Duration;

/** Which versions a search sees yet: all, or with {@link Manner#LATE_COMMITS} those that were written a while ago. Thread-safe. */
final class SearchIndex {

    static final Duration LAG = Duration.ofSeconds(5);

    private final Manners manners;
    private final RecordStore store;

    SearchIndex(Manners manners, RecordStore store) {
        this.manners = manners;
        this.store = store;
    }

    boolean holds(StoredVersion version) {
        return !manners.has(Manner.LATE_COMMITS)
                || store.isLoaded(version)
                || !version.lastUpdated().isAfter(store.now().minus(LAG));
    }
}
