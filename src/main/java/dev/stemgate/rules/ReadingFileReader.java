// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.ObservationTest.AnswerCode;
import dev.stemgate.terminology.CodeSystem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code model/observations/readings.yaml}: what interpretations, coded answers and texts say to any test. */
final class ReadingFileReader {

    static final Set<String> KEYS = Set.of("interpretations", "answers", "words", "about-others");
    static final Set<String> INTERPRETATION_KEYS = Set.of("code", "display", "results");
    static final Set<String> ANSWER_KEYS = Set.of("system", "code", "display", "results", "source");
    static final Set<String> WORD_KEYS = Set.of("results", "phrases");

    /** What the file says. */
    record Readings(
            Map<String, Set<TestResult>> interpretations,
            Map<AnswerCode, Set<TestResult>> answers,
            Map<String, Set<TestResult>> words,
            Set<String> aboutOthers) {}

    private ReadingFileReader() {}

    static Readings read(YamlMap map) {
        map.only(KEYS);
        Map<String, Set<TestResult>> interpretations = new HashMap<>();
        map.maps("interpretations", entry -> interpretation(entry.only(INTERPRETATION_KEYS), interpretations));
        Map<String, Set<TestResult>> words = new HashMap<>();
        map.maps("words", entry -> phrases(entry.only(WORD_KEYS), words));
        return new Readings(interpretations, answers(map), words, Set.copyOf(map.words("about-others")));
    }

    private static boolean interpretation(YamlMap entry, Map<String, Set<TestResult>> into) {
        entry.text("display");
        Set<TestResult> before = into.put(entry.text("code"), RowReader.results(entry, "results"));
        refuseTwice(entry, "code", before);
        return true;
    }

    private static boolean phrases(YamlMap entry, Map<String, Set<TestResult>> into) {
        Set<TestResult> results = RowReader.results(entry, "results");
        for (String phrase : entry.words("phrases")) {
            if (!phrase.equals(phrase.toLowerCase(Locale.ROOT)) || phrase.contains("-")) {
                throw entry.fault("phrases", "'" + phrase + "' would never match", "use small letters, no hyphen");
            }
            refuseTwice(entry, "phrases", into.put(phrase, results));
        }
        return true;
    }

    /** Coded answers of the file, or of one test; no results means that the answer says that nothing is known. */
    static Map<AnswerCode, Set<TestResult>> answers(YamlMap map) {
        Map<AnswerCode, Set<TestResult>> answers = new HashMap<>();
        map.maps("answers", entry -> {
            entry.only(ANSWER_KEYS);
            entry.text("display");
            entry.text("source");
            String id = entry.text("system");
            CodeSystem system = CodeSystem.ofId(id)
                    .orElseThrow(
                            () -> entry.fault("system", "unknown code system '" + id + "'", "use snomed or loinc"));
            AnswerCode code = new AnswerCode(system, entry.text("code"));
            refuseTwice(entry, "code", answers.put(code, RowReader.results(entry, "results")));
            return code;
        });
        return answers;
    }

    private static void refuseTwice(YamlMap entry, String key, Set<TestResult> before) {
        if (before != null) {
            throw entry.fault(key, "the same entry stands twice", "keep one of them");
        }
    }
}
