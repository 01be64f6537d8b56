// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.deadletter.LetterCounts.Age;
import dev.stemgate.state.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the letters that pass a filter. */
final class LetterTally {

    private static final String AGE = "case when first_seen > cast(? as timestamp with time zone) then 'LAST_DAY'"
            + " when first_seen > cast(? as timestamp with time zone) then 'LAST_WEEK'"
            + " when first_seen > cast(? as timestamp with time zone) then 'LAST_MONTH' else 'OLDER' end";

    private LetterTally() {}

    static LetterCounts of(Transaction transaction, LetterSearch search, Instant now) {
        Map<LetterState, Long> byState = counted(transaction, search, "state", LetterState::ofCode);
        return new LetterCounts(
                counted(transaction, search, "reason", code -> Reason.ofCode(code)
                        .orElseThrow()),
                new TreeMap<>(counted(transaction, search, "source", source -> source)),
                byState,
                counted(
                        transaction,
                        search,
                        AGE,
                        Age::valueOf,
                        Age.LAST_DAY.since(now),
                        Age.LAST_WEEK.since(now),
                        Age.LAST_MONTH.since(now)),
                byState.values().stream().mapToLong(Long::longValue).sum());
    }

    private static <K> Map<K, Long> counted(
            Transaction transaction, LetterSearch search, String expression, Function<String, K> key, Object... first) {
        List<Map.Entry<K, Long>> found = search.grouped(
                transaction,
                expression,
                row -> Map.entry(key.apply(row.text("grouped")), row.longNumber("letters")),
                first);
        return found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
