// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

/**
 * How the work is cut up. It follows from the input alone, so that every run of it gives the same files.
 *
 * @param width number of shelves
 * @param pieceSize bytes of a file that are read at once and set aside together
 * @param longestLine bytes of the longest line that is read
 */
record Plan(int width, long pieceSize, int longestLine) {

    private static final long BYTES_A_SHELF = 2L << 20;
    private static final long SMALLEST_PIECE = 4L << 20;
    private static final long LARGEST_PIECE = 16L << 20;
    private static final int MOST_PIECES = 10_000;
    private static final int MOST_SHELVES = 2_048;
    private static final int LONGEST_LINE = 16 << 20;
    /** What the model, its code lists and the writer of Observations take, and what one patient at a time may. */
    private static final long TAKEN = 36L << 20;

    private static final long A_JUDGE = 24L << 20;

    /** How many threads may judge at once: in little memory one. */
    static int judges(int threads, long heap) {
        return (int) Math.max(1, Math.min(threads, (heap - TAKEN) / A_JUDGE));
    }

    /** How many threads may read at once: each holds what becomes of a piece. */
    int readers(int threads, long heap) {
        return (int) Math.max(1, Math.min(threads, (heap - TAKEN) / (2 * pieceSize)));
    }

    /** @param heap bytes of memory that there are; only the length of the longest line depends on it */
    static Plan of(InputFolder input, long heap) {
        long bytes = input.expected();
        int width = (int) Math.min(MOST_SHELVES, 1 + bytes / BYTES_A_SHELF);
        long piece = Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, bytes / MOST_PIECES));
        return new Plan(width, piece, (int) Math.min(LONGEST_LINE, heap / 16));
    }
}
