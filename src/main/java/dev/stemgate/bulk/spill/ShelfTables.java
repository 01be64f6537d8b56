// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each shelf stands in each segment, as the tables in the spill file say it. Only a few neighbouring shelves are in memory: there are
 * as many places as segments times shelves, and both grow with the export. Not thread-safe.
 */
final class ShelfTables {

    private static final int BLOCK = 32;

    /** Reads bytes of the file. */
    @FunctionalInterface
    interface Reading {
        void read(ByteBuffer into, long from) throws IOException;
    }

    /**
     * The table of one segment: how far into the body each shelf begins, and after the last one where it ends.
     *
     * @param at where the table begins
     * @param shelves how many there are
     * @param body where the body begins
     */
    record Table(long at, int shelves, long body) {}

    private final Reading file;
    private final List<int[]> block = new ArrayList<>();
    private int first = -1;

    ShelfTables(Reading file) {
        this.file = file;
    }

    static int bytes(int shelves) {
        return Integer.BYTES * (shelves + 1);
    }

    /** The ranges of one shelf in these segments, of which there may be more than the last time. */
    Ranges ranges(int shelf, List<Table> tables) throws IOException {
        int wanted = shelf / BLOCK * BLOCK;
        if (wanted != first) {
            block.clear();
            first = wanted;
        }
        for (int i = block.size(); i < tables.size(); i++) {
            block.add(read(tables.get(i)));
        }
        Ranges ranges = new Ranges();
        for (int i = 0; i < tables.size(); i++) {
            int from = block.get(i)[shelf - first];
            int to = block.get(i)[shelf - first + 1];
            if (to > from) {
                ranges.add(tables.get(i).body() + from, tables.get(i).body() + to);
            }
        }
        return ranges;
    }

    private int[] read(Table table) throws IOException {
        int[] offsets = new int[Math.min(BLOCK, table.shelves() - first) + 1];
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * offsets.length);
        file.read(bytes, table.at() + (long) Integer.BYTES * first);
        bytes.flip().asIntBuffer().get(offsets);
        return offsets;
    }
}
