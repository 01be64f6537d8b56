// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.ObservationTest.AnswerCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How Observations are read: the tests that are asked for, and the answers that every test understands
 * ({@code model/observations}). Immutable, thread-safe.
 *
 * @param tests every test
 * @param interpretations what a code of {@code Observation.interpretation} says
 * @param answers what a coded answer says to any test
 * @param words what a text says that is wholly this phrase, in small letters
 * @param othersWords words in a question's display that make it one about somebody else
 */
record ObservationModel(
        List<ObservationTest> tests,
        Map<String, Set<TestResult>> interpretations,
        Map<AnswerCode, Set<TestResult>> answers,
        Map<String, Set<TestResult>> words,
        Set<String> othersWords) {

    ObservationModel {
        tests = List.copyOf(tests);
        interpretations = Map.copyOf(interpretations);
        answers = Map.copyOf(answers);
        words = Map.copyOf(words);
        othersWords = Set.copyOf(othersWords);
    }

    Optional<Set<TestResult>> phrase(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\-_]+", " ").replaceAll("[.!]+$", "");
        return Optional.ofNullable(words.get(plain.strip()));
    }

    /** The question is not about the patient: family history. */
    boolean asksAboutOthers(String display) {
        for (String word : display.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            if (othersWords.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
