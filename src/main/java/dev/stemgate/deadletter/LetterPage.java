// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.List;

/**
 * Some of the letters that pass a filter.
 *
 * @param letters newest first
 * @param offset how many newer ones were left out before them
 * @param total how many pass the filter in all
 */
public record LetterPage(List<DeadLetter> letters, long offset, long total) {

    public LetterPage {
        letters = List.copyOf(letters);
        if (offset < 0 || total < 0) {
            throw new IllegalArgumentException("neither offset nor total is negative");
        }
    }
}
