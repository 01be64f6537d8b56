// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.Origin;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far the search of one kind has come. Thread-confined. */
final class KindReading {

    private final Origin origin;
    private final int maxPages;
    private final Set<String> linksSeen = new HashSet<>();
    private final List<Gap> gaps = new ArrayList<>();
    private int pages;
    private int found;
    private int counted;
    private boolean awaitsNext;
    private Optional<Reading> declared = Optional.empty();

    KindReading(Origin origin, int maxPages) {
        this.origin = origin;
        this.maxPages = maxPages;
    }

    /** Notes a page of a search that is not counted. @return as {@link #page(Optional, int, int)} */
    Optional<String> page(Optional<String> next) {
        return page(next, 0, 0);
    }

    /**
     * Notes a page.
     *
     * @param entries how many entries it holds, included ones among them
     * @param total how many matches the server counts in all; 0 where it does not say
     * @return the next page's URL, when there is one that may be followed; else the gap is noted
     */
    Optional<String> page(Optional<String> next, int entries, int total) {
        pages++;
        awaitsNext = false;
        found += entries;
        counted = Math.max(counted, total);
        if (next.isEmpty()) {
            endOfSearch();
            return next;
        }
        if (!origin.covers(next.get())) {
            return stopped("the next page is not at the EHR");
        }
        if (!linksSeen.add(next.get())) {
            return stopped("the pages go round in a circle");
        }
        if (pages >= maxPages) {
            return stopped("more than " + maxPages + " pages");
        }
        awaitsNext = true;
        return next;
    }

    /** A server that counts more than it gave has kept something back, whatever its last page looks like. */
    private void endOfSearch() {
        if (found < counted) {
            gap(new Gap(Gap.Cause.PAGED_SHORT, "fewer records than the server counts"));
        }
        found = 0;
        counted = 0;
    }

    /** The search begins again from its first page: what the former pages linked to no longer says anything. */
    void restart() {
        linksSeen.clear();
        pages = 0;
        found = 0;
        counted = 0;
        awaitsNext = true;
    }

    void gap(Gap gap) {
        if (!gaps.contains(gap)) {
            gaps.add(gap);
        }
    }

    void declare(Reading reading) {
        declared = Optional.of(reading);
    }

    boolean anyPage() {
        return pages > 0;
    }

    /** A search that broke off after a page, in whatever way, was read short. */
    Reading reading() {
        List<Gap> all = new ArrayList<>(gaps);
        if (pages > 0 && declared.isPresent()) {
            all.add(new Gap(Gap.Cause.PAGED_SHORT, "no longer served after page " + pages));
        } else if (awaitsNext && all.stream().noneMatch(gap -> gap.cause() == Gap.Cause.PAGED_SHORT)) {
            all.add(new Gap(Gap.Cause.PAGED_SHORT, "broken off after page " + pages));
        } else if (pages == 0 && all.isEmpty()) {
            return declared.orElse(Reading.incomplete(new Gap(Gap.Cause.NOT_READ, "")));
        }
        return all.isEmpty() ? Reading.COMPLETE : new Reading.Incomplete(all);
    }

    private Optional<String> stopped(String why) {
        gap(new Gap(Gap.Cause.PAGED_SHORT, why));
        return Optional.empty();
    }
}
