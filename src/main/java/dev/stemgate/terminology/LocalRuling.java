// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All rows of the local map for one code or text. They add to what the shipped lists say; only rows with an override take away.
 * Immutable.
 *
 * @param known the code as the map knows it, exclusions among its entries
 * @param rows the rows
 */
record LocalRuling(KnownCode known, List<LocalCode> rows) {

    /**
     * What the lists say once the site is heard.
     *
     * @param matches what remains of the shipped matches
     * @param overrides what was taken away
     */
    record Heard(List<Match> matches, List<SiteOverride> overrides) {}

    LocalRuling {
        rows = List.copyOf(rows);
    }

    static LocalRuling of(Terminology.Domain domain, List<LocalCode> rows) {
        CodeEntries entries = new CodeEntries();
        rows.stream()
                .filter(row -> !row.isIrrelevant())
                .map(row -> new CodeEntry(row.criterion(), row.role().orElseThrow(), row.classes(), row.note()))
                .forEach(entries::add);
        List<String> displays = rows.stream()
                .map(LocalCode::display)
                .filter(display -> !display.isEmpty())
                .distinct()
                .toList();
        return new LocalRuling(new KnownCode(domain, displays, entries.toList()), rows);
    }

    /** Parts the shipped matches of this code into those that stand and those that an override takes away. */
    Heard hear(List<Match> shipped, Code code) {
        List<Match> standing = new ArrayList<>();
        List<SiteOverride> overrides = new ArrayList<>();
        for (Match match : shipped) {
            Optional<String> reason = lowers(match.criterion(), match.role());
            if (reason.isPresent()) {
                overrides.add(new SiteOverride(match.criterion(), code, reason.get()));
            } else {
                standing.add(match);
            }
        }
        return new Heard(standing, overrides);
    }

    private Optional<String> lowers(String criterion, Role shipped) {
        return rows.stream()
                .filter(row -> lowers(row, criterion, shipped))
                .flatMap(row -> row.override().stream())
                .findFirst();
    }

    /** True when a row says less of a criterion than the shipped role. */
    static boolean lowers(LocalCode row, String criterion, Role shipped) {
        return row.isIrrelevant()
                || row.criterion().equals(criterion) && row.role().orElseThrow().compareTo(shipped) > 0;
    }
}
