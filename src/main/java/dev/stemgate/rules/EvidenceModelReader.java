// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Loads {@code observations/}, {@code allergies.yaml} and {@code checks.yaml} of a model folder, and notes what they hold for
 * the model's hash.
 */
final class EvidenceModelReader {

    private static final int CODE_COLUMN = 3;

    private final Path modelDir;
    private final Map<String, String> hashed;

    EvidenceModelReader(Path modelDir, Map<String, String> hashed) {
        this.modelDir = modelDir;
        this.hashed = hashed;
    }

    EvidenceModel read(Set<String> criteria, Function<String, CodeGroup> groups) {
        Map<String, UnitFamily> families = UnitFileReader.read(file("observations/units.yaml"));
        ReadingFileReader.Readings readings = ReadingFileReader.read(file("observations/readings.yaml"));
        List<ObservationTest> tests = new TestFileReader(families, loincCodes()).read(file("observations/tests.yaml"));
        ObservationModel observations = new ObservationModel(
                tests, readings.interpretations(), readings.answers(), readings.words(), readings.aboutOthers());
        return new EvidenceModel(
                observations,
                AllergyFileReader.read(file("allergies.yaml"), groups),
                new CheckFileReader(criteria, observations).read(file("checks.yaml")));
    }

    private YamlMap file(String name) {
        YamlMap map = YamlFile.read(modelDir.resolve(name));
        hashed.put("file " + name, map.normalised());
        return map;
    }

    /** The codes that the terminology's list of questions holds; the terminology checks the rest of that file. */
    private Set<String> loincCodes() {
        Path file = modelDir.resolve("code-lists").resolve("loinc.tsv");
        Set<String> codes = new HashSet<>();
        for (String line : CodeGroupFile.lines(file)) {
            String[] cells = line.split("\t", -1);
            if (!line.startsWith("#") && cells.length > CODE_COLUMN && !cells[1].equals("exclude")) {
                codes.add(cells[CODE_COLUMN].strip());
            }
        }
        return codes;
    }
}
