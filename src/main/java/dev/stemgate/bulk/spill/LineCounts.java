// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

/**
 * What became of lines. Of a whole run {@code lines = screened + irrelevant + duplicate + deadLettered}.
 *
 * @param screened read and taken into account
 * @param irrelevant blank, of a type that no screening reads, or of a Patient who was merged away
 * @param duplicate the same record again
 */
public record LineCounts(long lines, long screened, long irrelevant, long duplicate, long deadLettered) {

    public static final LineCounts NONE = new LineCounts(0, 0, 0, 0, 0);

    public LineCounts plus(LineCounts other) {
        return new LineCounts(
                lines + other.lines,
                screened + other.screened,
                irrelevant + other.irrelevant,
                duplicate + other.duplicate,
                deadLettered + other.deadLettered);
    }

    /** Lines that are set aside and whose fate is not known yet. */
    public long open() {
        return lines - screened - irrelevant - duplicate - deadLettered;
    }

    public void write(ByteSink out) {
        out.number(lines);
        out.number(screened);
        out.number(irrelevant);
        out.number(duplicate);
        out.number(deadLettered);
    }

    public static LineCounts read(ByteSource in) {
        return new LineCounts(in.number(), in.number(), in.number(), in.number(), in.number());
    }
}
