// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import static java.util.Map.entry;

import dev.stemgate.bulk.BulkStatistics.IncompleteCount;
import java.util.List;
import java.util.Map;

/**
 * Why records are not complete, as people read it.
 *
 * @param cause in words
 */
public record CauseView(String kind, String cause, long count) {

    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("not-exported", "not in the export"),
            entry("not-available", "declared by the site as not to be had"),
            entry("empty", "none at all for the patient, and nothing says that there are none"),
            entry("dead-lettered", "a record could not be read, and is a dead letter"),
            entry("unclassified", "a code or words that nobody has classified"),
            entry("unresolved-reference", "the drug of a record is in no file"),
            entry("paged-short", "a file is missing, or could not be read to its end"),
            entry("server-warning", "the export says that it is not whole"),
            entry("access-denied", "the export says that access was refused"),
            entry("masked", "a record is masked"),
            entry("not-read", "the export was not asked for all of it"));

    static List<CauseView> of(List<IncompleteCount> counts) {
        return counts.stream()
                .map(count -> new CauseView(
                        count.kind(),
                        WORDS.getOrDefault(count.cause(), count.cause().replace('-', ' ')),
                        count.count()))
                .toList();
    }
}
