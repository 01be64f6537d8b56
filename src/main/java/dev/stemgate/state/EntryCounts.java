// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

/**
 * What became of the input of one pull. Conservation (DESIGN, invariant 1): what was read is the sum of the rest.
 *
 * @param read entries received
 * @param accepted entries that became facts
 * @param irrelevant entries that bear on nothing
 * @param duplicate entries received more than once
 * @param deadLettered entries that went to the dead letters
 */
public record EntryCounts(int read, int accepted, int irrelevant, int duplicate, int deadLettered) {

    public static final EntryCounts NONE = new EntryCounts(0, 0, 0, 0, 0);

    public EntryCounts {
        if (Math.min(Math.min(accepted, irrelevant), Math.min(duplicate, deadLettered)) < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
        if (read != accepted + irrelevant + duplicate + deadLettered) {
            throw new IllegalArgumentException(
                    "%d entries were read, but %d accepted, %d irrelevant, %d duplicate, %d dead-lettered"
                            .formatted(read, accepted, irrelevant, duplicate, deadLettered));
        }
    }

    /** Counts whose sum is what was read. */
    public static EntryCounts of(int accepted, int irrelevant, int duplicate, int deadLettered) {
        return new EntryCounts(
                accepted + irrelevant + duplicate + deadLettered, accepted, irrelevant, duplicate, deadLettered);
    }
}
