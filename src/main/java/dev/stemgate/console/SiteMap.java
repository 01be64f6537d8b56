// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which page answers which path. {@code *} stands for one variable part. Immutable once built. */
final class SiteMap {

    private record Place(String method, Pattern path, Page page) {}

    /** A page and what the variable parts of the path hold. */
    record Found(Page page, List<String> parts) {}

    private final List<Place> places = new ArrayList<>();

    SiteMap get(String path, Page page) {
        return add("GET", path, page);
    }

    SiteMap post(String path, Page page) {
        return add("POST", path, page);
    }

    private SiteMap add(String method, String path, Page page) {
        places.add(new Place(method, Pattern.compile(path.replace("*", "([A-Za-z0-9_-]{1,80})")), page));
        return this;
    }

    Optional<Found> find(String method, String path) {
        for (Place place : places) {
            Matcher matcher = place.path().matcher(path);
            if (place.method().equals(method) && matcher.matches()) {
                return Optional.of(new Found(
                        place.page(),
                        IntStream.rangeClosed(1, matcher.groupCount())
                                .mapToObj(matcher::group)
                                .toList()));
            }
        }
        return Optional.empty();
    }

    /** Whether the path exists for another method. */
    boolean knows(String path) {
        return places.stream().anyMatch(place -> place.path().matcher(path).matches());
    }
}
