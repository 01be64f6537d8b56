// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Objects;

/**
 * What a test of a row says of one record.
 *
 * @param verdict yes, no, or it cannot be said
 * @param words why, as a clause of a sentence; may be empty where there is nothing to say
 */
record Answer(Verdict verdict, String words) {

    /** Three values: a date interval can lie on both sides of a window, and a missing date lies on neither. */
    enum Verdict {
        YES,
        STRADDLES,
        NO
    }

    Answer {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(words, "words");
    }

    static Answer yes(String words) {
        return new Answer(Verdict.YES, words);
    }

    static Answer straddles(String words) {
        return new Answer(Verdict.STRADDLES, words);
    }

    static Answer no(String words) {
        return new Answer(Verdict.NO, words);
    }

    static Answer of(boolean holds, String wordsIfYes, String wordsIfNo) {
        return holds ? yes(wordsIfYes) : no(wordsIfNo);
    }
}
