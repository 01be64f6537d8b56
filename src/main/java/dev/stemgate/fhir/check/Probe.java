// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import java.util.Objects;

/**
 * One question that was put to a server, and its answer.
 *
 * @param topic what was asked about: {@code server}, {@code clock}, {@code Condition}, {@code paging}
 * @param verdict what it comes to
 * @param seen what the server declared or did; statuses, counts and issue codes, no record and no patient
 * @param meaning what follows for the screening and what to do, in a sentence
 */
public record Probe(String topic, Verdict verdict, String seen, String meaning) {

    /** What an answer comes to. */
    public enum Verdict {
        /** It will work. */
        WORKS("works"),
        /** It will work less well; the meaning says how. */
        LIMITED("limited"),
        /** It will not work; the meaning says what that costs. */
        FAILS("fails"),
        /** It could not be tried. */
        NOT_TRIED("not tried");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** For people and for {@code --json}. */
        public String words() {
            return words;
        }
    }

    public Probe {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(meaning, "meaning");
    }
}
