// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

/**
 * The lines of a file that begin at {@code from} or later and before {@code to}. Of a compressed file, everything from {@code from} on.
 */
record Piece(SourceFile file, long from, long to) {

    /** Bytes on the disk that are to be read for it. */
    long bytes() {
        return file.isCompressed() ? file.bytes() : to - from;
    }
}
