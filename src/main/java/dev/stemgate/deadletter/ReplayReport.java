// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.List;

/**
 * What a replay came to, or in a dry run would come to.
 *
 * @param dryRun true when nothing was changed
 * @param items in order of arrival
 */
public record ReplayReport(boolean dryRun, List<ReplayItem> items) {

    public ReplayReport {
        items = List.copyOf(items);
    }

    public long count(ReplayItem.Decision decision) {
        return items.stream().filter(item -> item.decision() == decision).count();
    }
}
