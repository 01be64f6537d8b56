// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pieces that are still to be read: all of a new run, those that are missing of one that broke off. */
final class OpenPieces {

    private final Map<Integer, Set<Long>> begun = new HashMap<>();
    private final Map<Integer, Long> reached = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();

    OpenPieces(List<Segment> segments) {
        for (Segment segment : segments) {
            if (segment.stage() == Stage.PIECE) {
                begun.computeIfAbsent(segment.number(), file -> new HashSet<>()).add(segment.from());
                reached.merge(segment.number(), segment.to(), Math::max);
                if (segment.last()) {
                    ended.add(segment.number());
                }
            }
        }
    }

    /** Compressed files first: each of them is read by one thread. */
    List<Piece> of(InputFolder input, long pieceSize) {
        List<Piece> pieces = new ArrayList<>();
        for (SourceFile file : input.files()) {
            if (file.isCompressed()) {
                if (!ended.contains(file.number())) {
                    pieces.add(new Piece(file, reached.getOrDefault(file.number(), 0L), 10 * file.bytes()));
                }
                continue;
            }
            Set<Long> done = begun.getOrDefault(file.number(), Set.of());
            // An empty file is looked at too: it may be one that cannot be read.
            long step = file.canBeRead() ? pieceSize : Math.max(1, file.bytes());
            for (long from = 0; from == 0 || from < file.bytes(); from += step) {
                if (!done.contains(from)) {
                    pieces.add(new Piece(file, from, Math.min(file.bytes(), from + step)));
                }
            }
        }
        pieces.sort(Comparator.comparing((Piece piece) -> !piece.file().isCompressed()));
        return pieces;
    }
}
