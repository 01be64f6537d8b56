// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.ObservationTest.Reads;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code model/observations/tests.yaml}; every code of it stands in {@code model/code-lists/loinc.tsv}. */
final class TestFileReader {

    static final Set<String> KEYS = Set.of("tests");
    static final Set<String> TEST_KEYS = Set.of(
            "id",
            "title",
            "codes",
            "reads",
            "panel",
            "answers",
            "units",
            "low-below",
            "high-above",
            "high-from",
            "source");
    static final Map<String, Reads> READS = Map.of("presence", Reads.PRESENCE, "number", Reads.NUMBER);

    private final Map<String, UnitFamily> families;
    private final Set<String> knownCodes;

    TestFileReader(Map<String, UnitFamily> families, Set<String> knownCodes) {
        this.families = families;
        this.knownCodes = knownCodes;
    }

    List<ObservationTest> read(YamlMap map) {
        map.only(KEYS);
        List<ObservationTest> tests = map.maps("tests", this::test);
        Set<String> ids = new HashSet<>();
        for (ObservationTest test : tests) {
            if (!ids.add(test.id())) {
                throw map.fault("tests", "the test '" + test.id() + "' stands twice", "name each once");
            }
        }
        return tests;
    }

    private ObservationTest test(YamlMap map) {
        map.only(TEST_KEYS);
        map.text("source");
        List<String> codes = map.words("codes");
        if (codes.isEmpty()) {
            throw map.missing("codes");
        }
        for (String code : codes) {
            if (!knownCodes.contains(code)) {
                throw map.fault("codes", "the code '" + code + "' is not in loinc.tsv", "add it there with its source");
            }
        }
        Thresholds thresholds = new Thresholds(
                map.optionalDecimal("low-below"), map.optionalDecimal("high-above"), map.optionalDecimal("high-from"));
        Reads reads = map.oneOf("reads", READS);
        Optional<UnitFamily> units = map.optionalText("units").map(id -> family(map, id));
        if (reads == Reads.NUMBER && thresholds.isEmpty() == units.isPresent()) {
            throw map.fault(
                    "units", "a limit and its unit belong together", "give 'units' with a limit, and only then");
        }
        return new ObservationTest(
                map.text("id"),
                map.text("title"),
                Set.copyOf(codes),
                reads,
                ReadingFileReader.answers(map),
                thresholds,
                units,
                map.flag("panel", false));
    }

    private UnitFamily family(YamlMap map, String id) {
        UnitFamily family = families.get(id);
        if (family == null) {
            throw map.fault(
                    "units", "unknown family of units '" + id + "'", "name one of model/observations/units.yaml");
        }
        return family;
    }
}
