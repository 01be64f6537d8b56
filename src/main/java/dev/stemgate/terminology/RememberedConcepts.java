// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Concept;
import java.util.Objects;
import java.util.function.Function;

/**
 * What was worked out of concepts: a hospital writes few thousand different ones, each many times. What is held is bounded as in
 * {@link Remembered}; a long text, which hardly comes twice, is worked out each time. Thread-safe.
 *
 * @param <A> what is worked out, always the same for equal concepts
 */
public final class RememberedConcepts<A> {

    static final int MOST_ANSWERS = 4096;
    static final int LONGEST_TEXT = 300;

    private final Function<Concept, A> ask;
    private final Remembered<Concept, A> known;

    /** @param ask works an answer out; never gives null */
    public RememberedConcepts(Function<Concept, A> ask) {
        this.ask = Objects.requireNonNull(ask, "ask");
        this.known = new Remembered<>(MOST_ANSWERS, ask);
    }

    public A of(Concept concept) {
        return concept.text().length() > LONGEST_TEXT ? ask.apply(concept) : known.of(concept);
    }
}
