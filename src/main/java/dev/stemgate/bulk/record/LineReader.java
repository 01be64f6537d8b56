// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

/**
 * Reads one line of an export. There are two: the typed path of the bridge, which has the last word, and the streaming one, which reads
 * the common shapes to the very same facts and hands everything else to the first. Implementations need not be thread-safe.
 */
@FunctionalInterface
public interface LineReader {

    /** @param line the bytes of the line without its end, never blank; only read during the call */
    LineReading read(byte[] line, int from, int to);
}
