// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.ByteSink;
import dev.stemgate.bulk.spill.ByteSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts by what was counted: a kind of count and the words under it. Merging is addition, so that neither the order nor the number of
 * threads changes anything. Thread-confined.
 */
final class Tally {

    /** What is counted. */
    enum Of {
        OUTCOME,
        CRITERION,
        HAZARD,
        FALL,
        INCOMPLETE,
        UNCLASSIFIED,
        LETTER
    }

    private static final char BETWEEN = '\u001f';
    /** Of the codes that nobody classified no more are kept apart; the rarest are then forgotten. */
    private static final int MOST_CODES = 20_000;

    private final Map<String, Long> counts = new TreeMap<>();

    void add(Of of, String... words) {
        add(of + String.valueOf(BETWEEN) + String.join(String.valueOf(BETWEEN), words), 1);
    }

    void merge(Tally other) {
        other.counts.forEach(this::add);
        if (counts.size() > 2 * MOST_CODES) {
            forgetRareCodes();
        }
    }

    private void add(String key, long number) {
        counts.merge(key, number, Long::sum);
    }

    /** The counts of one kind: the words, and how often. */
    Map<List<String>, Long> of(Of of) {
        String prefix = of + String.valueOf(BETWEEN);
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> List.of(
                                entry.getKey().substring(prefix.length()).split(String.valueOf(BETWEEN), -1)),
                        Map.Entry::getValue));
    }

    long count(Of of, String... words) {
        return counts.getOrDefault(of + String.valueOf(BETWEEN) + String.join(String.valueOf(BETWEEN), words), 0L);
    }

    private void forgetRareCodes() {
        List<String> rare = counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Of.UNCLASSIFIED.name()))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .skip(MOST_CODES)
                .map(Map.Entry::getKey)
                .toList();
        rare.forEach(counts::remove);
    }

    void write(ByteSink out) {
        out.number(counts.size());
        counts.forEach((key, number) -> {
            out.text(key);
            out.number(number);
        });
    }

    static Tally read(ByteSource in) {
        Tally tally = new Tally();
        int size = in.integer();
        for (int i = 0; i < size; i++) {
            tally.add(in.text(), in.number());
        }
        return tally;
    }
}
