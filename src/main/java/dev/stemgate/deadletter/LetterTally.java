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

    /** One group of letters that are alike in all four ways. */
    private record Group(Reason reason, String source, LetterState state, Age age, long letters) {}

    /** Reads every letter's entry in an index once, however many ways it is counted in. */
    static LetterCounts of(Transaction transaction, LetterSearch search, Instant now) {
        List<Group> groups = search.grouped(
                transaction,
                List.of("reason", "source", "state", AGE),
                row -> new Group(
                        Reason.ofCode(row.text("g1")).orElseThrow(),
                        row.text("g2"),
                        LetterState.ofCode(row.text("g3")),
                        Age.valueOf(row.text("g4")),
                        row.longNumber("letters")),
                Age.LAST_DAY.since(now),
                Age.LAST_WEEK.since(now),
                Age.LAST_MONTH.since(now));
        return new LetterCounts(
                sums(groups, Group::reason),
                new TreeMap<>(sums(groups, Group::source)),
                sums(groups, Group::state),
                sums(groups, Group::age),
                groups.stream().mapToLong(Group::letters).sum());
    }

    private static <K> Map<K, Long> sums(List<Group> groups, Function<Group, K> by) {
        return groups.stream().collect(Collectors.groupingBy(by, Collectors.summingLong(Group::letters)));
    }
}
