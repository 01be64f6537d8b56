// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.Terminology.Domain;
import dev.stemgate.terminology.Words;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recognises a concept of a ServiceRequest by code list, by code group, or by words of its text and displays.
 *
 * @param lists code lists, each named by its criterion; an include or signal by code or words matches
 * @param group codes
 * @param words each entry is a list of beginnings of words that must all stand in the concept
 */
record PlanPattern(Set<String> lists, Optional<CodeGroup> group, List<List<String>> words) {

    PlanPattern {
        lists = Set.copyOf(lists);
        Objects.requireNonNull(group, "group");
        words = words.stream().map(List::copyOf).collect(Collectors.toUnmodifiableList());
    }

    boolean matches(Concept concept, Terminology terminology) {
        return group.map(codes -> concept.codings().stream().anyMatch(codes::contains))
                        .orElse(false)
                || saysOneOf(wordsOf(concept))
                || (!lists.isEmpty() && isListed(concept, terminology));
    }

    private boolean isListed(Concept concept, Terminology terminology) {
        return terminology.classify(concept, Domain.CLINICAL).matches().stream()
                .map(Match::criterion)
                .anyMatch(lists::contains);
    }

    private boolean saysOneOf(List<String> said) {
        return words.stream().anyMatch(all -> all.stream()
                .allMatch(beginning -> said.stream().anyMatch(word -> word.startsWith(beginning))));
    }

    private static List<String> wordsOf(Concept concept) {
        return Stream.concat(
                        Stream.of(concept.text()), concept.codings().stream().map(Code::display))
                .flatMap(text -> Words.of(text).stream())
                .collect(Collectors.toList());
    }
}
