// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Concept;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A terminology that remembers its answers: a hospital writes few thousand different concepts, each many times. What it holds
 * is bounded; when it is full it forgets everything and begins again. Long texts, which hardly come twice, are not kept.
 * Thread-safe.
 */
public final class RememberingTerminology implements Terminology {

    private static final int MOST_ANSWERS = 4096;
    private static final int LONGEST_TEXT = 300;

    private final Terminology asked;
    private final Map<Concept, Classification> clinical = new ConcurrentHashMap<>();
    private final Map<Concept, Classification> drugs = new ConcurrentHashMap<>();
    private final Map<String, Optional<CodeSystem>> systems = new ConcurrentHashMap<>();

    /** @param asked the terminology that knows; it gives the same answer for the same concept */
    public RememberingTerminology(Terminology asked) {
        this.asked = Objects.requireNonNull(asked, "asked");
    }

    @Override
    public Classification classify(Concept concept, Domain domain) {
        if (concept.text().length() > LONGEST_TEXT) {
            return asked.classify(concept, domain);
        }
        return answer(domain == Domain.DRUG ? drugs : clinical, concept, unknown -> asked.classify(unknown, domain));
    }

    @Override
    public Optional<CodeSystem> system(String uri) {
        return answer(systems, uri, asked::system);
    }

    private static <Q, A> A answer(Map<Q, A> known, Q question, Function<Q, A> ask) {
        A answer = known.get(question);
        if (answer == null) {
            answer = ask.apply(question);
            if (known.size() >= MOST_ANSWERS) {
                known.clear();
            }
            known.put(question, answer);
        }
        return answer;
    }
}
