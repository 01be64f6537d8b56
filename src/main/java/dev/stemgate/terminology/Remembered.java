// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers that are worked out once and then remembered, at most so many: when it is full it forgets everything and begins again.
 * Thread-safe.
 *
 * @param <Q> the question
 * @param <A> its answer, always the same for the same question
 */
public final class Remembered<Q, A> {

    private final Map<Q, A> known = new ConcurrentHashMap<>();
    private final int most;
    private final Function<Q, A> ask;

    /**
     * @param most how many answers are kept at most
     * @param ask works an answer out
     */
    public Remembered(int most, Function<Q, A> ask) {
        this.most = most;
        this.ask = Objects.requireNonNull(ask, "ask");
    }

    public A of(Q question) {
        A answer = known.get(question);
        if (answer == null) {
            answer = ask.apply(question);
            if (known.size() >= most) {
                known.clear();
            }
            known.put(question, answer);
        }
        return answer;
    }
}
