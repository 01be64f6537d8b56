// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.CodeSystem;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that Observations are asked for, and how its value is read ({@code model/observations/tests.yaml}).
 *
 * @param id name that rows and checks use
 * @param title what was observed, in words
 * @param codes LOINC codes, each of {@code model/code-lists/loinc.tsv}
 * @param reads whether the value is a presence or a number
 * @param answers coded answers of this test, before those that every test understands
 * @param thresholds limits of a number; those of a presence say from where on a number is positive
 * @param units the units of the limits; empty where no limit is given, or where any unit will do
 * @param panel a result without a value is a heading: its members carry the values
 */
record ObservationTest(
        String id,
        String title,
        Set<String> codes,
        Reads reads,
        Map<AnswerCode, Set<TestResult>> answers,
        Thresholds thresholds,
        Optional<UnitFamily> units,
        boolean panel) {

    enum Reads {
        PRESENCE,
        NUMBER
    }

    /** A code of an answer in a system that the lists know. */
    record AnswerCode(CodeSystem system, String code) {
        AnswerCode {
            Objects.requireNonNull(system, "system");
            Objects.requireNonNull(code, "code");
        }
    }

    ObservationTest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        codes = Set.copyOf(codes);
        Objects.requireNonNull(reads, "reads");
        answers = Map.copyOf(answers);
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(units, "units");
    }
}
