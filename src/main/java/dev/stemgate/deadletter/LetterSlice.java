// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.List;

/**
 * Some of the letters that pass a filter, found from a letter on and not by counting.
 *
 * @param letters newest first
 * @param newer whether there may be newer ones than the first
 * @param older whether there are older ones than the last
 */
public record LetterSlice(List<DeadLetter> letters, boolean newer, boolean older) {

    public LetterSlice {
        letters = List.copyOf(letters);
    }
}
