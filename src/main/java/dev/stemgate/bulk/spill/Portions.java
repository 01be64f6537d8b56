// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import java.io.IOException;

/**
 * Sets aside what one step of the work makes, in as many segments as it takes, so that never all of it is in memory. They count when the
 * last one is there. Thread-confined.
 */
public final class Portions {

    private static final long LARGEST = 2L << 20;
    private static final int LOOKED_AT_EVERY = 256;

    private final SpillFile spill;
    private final Segment.Stage stage;
    private final int number;
    private final Shelves shelves;
    private int portion;
    private int steps;

    /**
     * @param number of the shelf that the step is about
     * @param width number of shelves
     */
    public Portions(SpillFile spill, Segment.Stage stage, int number, int width) {
        this.spill = spill;
        this.stage = stage;
        this.number = number;
        this.shelves = new Shelves(width);
    }

    /** What is put here is set aside by {@link #advance} and {@link #end}. */
    public Shelves shelves() {
        return shelves;
    }

    /** Is to be called for every record. */
    public void advance() throws IOException {
        steps++;
        if (steps % LOOKED_AT_EVERY == 0 && shelves.size() > LARGEST) {
            spill.append(Segment.portion(stage, number, portion++, false, LineCounts.NONE), shelves);
            shelves.clear();
        }
    }

    /** @param counts what the whole step did */
    public void end(LineCounts counts) throws IOException {
        spill.append(Segment.portion(stage, number, portion, true, counts), shelves);
        shelves.clear();
    }
}
