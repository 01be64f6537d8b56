// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.LineReading;
import java.util.Arrays;

/**
 * A run of bytes that lines have in common, and what may come after it: a hole, one of several other runs, or the end of the line.
 * Thread-confined.
 */
final class PatternNode {

    private static final int BRANCHES = 128;

    private byte[] run;
    private Hole hole;
    /** What comes after the hole. */
    private PatternNode after;
    /** The runs that may come, by their first byte. */
    private PatternNode[] branches;
    /** What the line was read as that ends here. */
    private LineReading end;

    PatternNode(byte[] run) {
        this.run = run;
    }

    byte[] run() {
        return run;
    }

    /** Null where no hole is. */
    Hole hole() {
        return hole;
    }

    PatternNode after() {
        return after;
    }

    /** The run that begins with this byte, if any; null where there is none. */
    PatternNode branch(byte first) {
        return branches == null ? null : branches[first & BRANCHES - 1];
    }

    LineReading end() {
        return end;
    }

    void end(LineReading reading) {
        end = reading;
    }

    /** Whether anything may still come after the run. */
    boolean isOpen() {
        return hole == null && branches == null && end == null;
    }

    /** Puts a hole here, and a run after it. */
    void open(Hole kind, byte[] following) {
        hole = kind;
        after = new PatternNode(following);
    }

    /** Lets a run come here, beside others. */
    void add(PatternNode branch) {
        if (branches == null) {
            branches = new PatternNode[BRANCHES];
        }
        branches[branch.run[0] & BRANCHES - 1] = branch;
    }

    /** Cuts the run in two, so that something else may come after the first so many bytes. */
    void split(int length) {
        PatternNode rest = new PatternNode(Arrays.copyOfRange(run, length, run.length));
        rest.hole = hole;
        rest.after = after;
        rest.branches = branches;
        rest.end = end;
        run = Arrays.copyOf(run, length);
        hole = null;
        after = null;
        branches = null;
        end = null;
        add(rest);
    }
}
