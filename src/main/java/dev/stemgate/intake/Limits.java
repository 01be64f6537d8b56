// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

/**
 * What one line or entry may hold at most; anything longer is a dead letter, and the file goes on.
 *
 * @param entryBytes of a line, an entry, a message
 * @param stringChars of one text in it
 * @param nesting objects and lists within each other
 */
public record Limits(int entryBytes, int stringChars, int nesting) {

    public static final Limits DEFAULT = new Limits(10 * 1024 * 1024, 5 * 1024 * 1024, 100);

    public Limits {
        if (entryBytes < 1 || stringChars < 1 || nesting < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
