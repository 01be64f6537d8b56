// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code model/checks.yaml}: the recommended checks. */
final class CheckFileReader {

    static final Set<String> KEYS = Set.of("checks");
    static final Set<String> CHECK_KEYS =
            Set.of("id", "title", "why", "criterion", "tests", "result", "within", "sex", "age");

    private final Set<String> criteria;
    private final Set<String> tests = new HashSet<>();

    CheckFileReader(Set<String> criteria, ObservationModel observations) {
        this.criteria = criteria;
        observations.tests().forEach(test -> tests.add(test.id()));
    }

    List<CheckRule> read(YamlMap map) {
        map.only(KEYS);
        return map.maps("checks", entry -> check(entry.only(CHECK_KEYS)));
    }

    private CheckRule check(YamlMap map) {
        String criterion = map.text("criterion");
        if (!criteria.contains(criterion)) {
            throw map.fault("criterion", "unknown criterion '" + criterion + "'", "name one of model.yaml");
        }
        List<String> asked = map.words("tests");
        if (asked.isEmpty() || !tests.containsAll(asked)) {
            throw map.fault("tests", "a test is missing or unknown", "name tests of model/observations/tests.yaml");
        }
        Set<TestResult> results = RowReader.results(map, "result");
        if (results.isEmpty()) {
            throw map.missing("result");
        }
        List<PersonTest> whom = new ArrayList<>();
        map.optionalText("sex")
                .ifPresent(word -> whom.add(new PersonTest.SexIs(map.choose("sex", word, RowReader.SEXES))));
        map.optionalMap("age").ifPresent(age -> whom.add(RowReader.age(age.only(RowReader.AGE_KEYS))));
        return new CheckRule(
                map.text("id"),
                map.text("title"),
                map.text("why"),
                criterion,
                Set.copyOf(asked),
                results,
                map.period("within"),
                whom);
    }
}
