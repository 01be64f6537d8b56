// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a test of a row says of one record.
 *
 * @param verdict yes, no, or it cannot be said
 * @param said why, as a clause of a sentence, put into words only where somebody reads them; may be empty where there is nothing
 *     to say
 */
record Answer(Verdict verdict, Supplier<String> said) {

    /** Three values: a date interval can lie on both sides of a window, and a missing date lies on neither. */
    enum Verdict {
        YES,
        STRADDLES,
        NO
    }

    Answer {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(said, "said");
    }

    String words() {
        return said.get();
    }

    static Answer yes(String words) {
        return new Answer(Verdict.YES, () -> words);
    }

    static Answer straddles(String words) {
        return new Answer(Verdict.STRADDLES, () -> words);
    }

    static Answer no(String words) {
        return new Answer(Verdict.NO, () -> words);
    }

    static Answer of(boolean holds, String wordsIfYes, String wordsIfNo) {
        return holds ? yes(wordsIfYes) : no(wordsIfNo);
    }

    static Answer of(boolean holds, Supplier<String> wordsIfYes, Supplier<String> wordsIfNo) {
        return holds ? new Answer(Verdict.YES, wordsIfYes) : new Answer(Verdict.NO, wordsIfNo);
    }
}
