// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.spill.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many lines files have, and the number of a line in its file, from that in its piece: known only when all pieces before it are counted. */
final class LineNumbers {

    private final Map<Integer, NavigableMap<Long, Long>> before = new TreeMap<>();
    private final Map<Integer, Long> lines = new TreeMap<>();
    private final Map<Integer, Long> blank = new TreeMap<>();

    LineNumbers(List<Segment> segments) {
        segments.stream()
                .filter(segment -> segment.stage() == Segment.Stage.PIECE)
                .sorted(Comparator.comparingInt(Segment::number).thenComparingLong(Segment::from))
                .forEach(this::add);
    }

    private void add(Segment piece) {
        long known = lines.getOrDefault(piece.number(), 0L);
        before.computeIfAbsent(piece.number(), file -> new TreeMap<>()).putIfAbsent(piece.from(), known);
        lines.put(piece.number(), known + piece.counts().lines());
        blank.merge(piece.number(), piece.blank(), Long::sum);
    }

    long lines(int file) {
        return lines.getOrDefault(file, 0L);
    }

    /** Lines that hold something. */
    long filled(int file) {
        return lines(file) - blank.getOrDefault(file, 0L);
    }

    long of(Place place) {
        return before.get(place.file()).floorEntry(place.offset()).getValue() + place.line() + 1;
    }
}
