// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

/**
 * Where a line stands.
 *
 * @param file number of the file in the order of names
 * @param offset of its first byte in the file, after decompression
 * @param length in bytes, without its end
 * @param line number within its piece of the file, from 0
 */
public record Place(int file, long offset, int length, int line) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
        return file != other.file ? Integer.compare(file, other.file) : Long.compare(offset, other.offset);
    }
}
