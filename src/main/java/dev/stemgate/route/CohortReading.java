// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.read.SearchRestarts;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** One reading of who is to be screened, from the first page of its first search to the last page of its last. Thread-confined. */
final class CohortReading {

    private static final int MOST_PAGES = 20_000;

    final Instant begun;
    final CohortPlan plan;
    /** The patients that the search of an identifier found; one is wanted. */
    final Set<String> lookedUp = new LinkedHashSet<>();

    private final Runnable ended;
    private final Set<String> pages = new HashSet<>();
    private SearchRestarts restarts = new SearchRestarts();
    private CohortSearch search;
    private int unfinished;
    private int found;
    private int requested;
    private boolean whole;
    private boolean paused;

    /** @param ended to be run when it has ended, and once more does no harm */
    CohortReading(Instant begun, CohortPlan plan, Runnable ended) {
        this.begun = begun;
        this.plan = plan;
        this.ended = ended;
        this.unfinished = plan.searches().size();
        this.whole = plan.readable();
    }

    CohortSearch search() {
        return search;
    }

    SearchRestarts restarts() {
        return restarts;
    }

    void begin(CohortSearch next) {
        search = next;
        pages.clear();
        lookedUp.clear();
        restarts = new SearchRestarts();
        restarts.begin(next.url());
    }

    void restart() {
        pages.clear();
        lookedUp.clear();
    }

    /** True when this page was not read before and there is room for it. */
    boolean follows(String page) {
        return pages.size() < MOST_PAGES && pages.add(page);
    }

    void finishSearch() {
        unfinished--;
    }

    void count(int patients, int created) {
        found += patients;
        requested += created;
    }

    void incomplete() {
        whole = false;
    }

    void pause() {
        paused = true;
    }

    boolean paused() {
        return paused;
    }

    /** Nothing more is read: every search came to its end, or something went wrong on the way. */
    void end() {
        ended.run();
    }

    /** True when every search came to its end and nothing on the way said that it was not all. */
    boolean cameToItsEnd() {
        return whole && !paused && unfinished == 0;
    }

    @Override
    public String toString() {
        String what = plan.whole() ? "cohort" : "changes";
        if (paused) {
            return what + " not read while the EHR is paused";
        }
        return what + (cameToItsEnd() ? " read, " : " read in part, ") + found + " patients found, " + requested
                + " new requests";
    }
}
