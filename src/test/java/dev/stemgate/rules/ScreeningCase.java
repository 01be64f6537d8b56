// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One case: {@code cases/<criterion>/<name>/patient.json} and {@code expected.yaml}.
 *
 * @param name criterion and case name
 * @param criterion the criterion it is filed under
 * @param kinds kinds of case it covers, for instance {@code boundary}
 * @param facts the patient
 * @param asOf evaluation date
 * @param findings expected findings by criterion
 * @param expected the other expectations by key: outcome, qualifier, changes-on, checks (ids with a blank between), to-classify
 * @param policies policies by key, where they are not the defaults
 */
record ScreeningCase(
        String name,
        String criterion,
        List<String> kinds,
        PatientFacts facts,
        LocalDate asOf,
        Map<String, Finding> findings,
        Map<String, String> expected,
        Map<String, String> policies) {

    static final Path FOLDER = Path.of("src/test/resources/cases");

    static List<ScreeningCase> all() {
        try (Stream<Path> files = Files.walk(FOLDER, 3)) {
            return files.filter(file -> file.endsWith("expected.yaml"))
                    .sorted()
                    .map(file -> read(file.getParent()))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScreeningCase read(Path folder) {
        Map<String, Object> yaml = yaml(folder.resolve("expected.yaml"));
        LocalDate asOf = LocalDate.parse(text(yaml, "as-of"));
        LocalDate readOn = yaml.containsKey("read-on") ? LocalDate.parse(text(yaml, "read-on")) : asOf;
        Map<String, Finding> findings = new TreeMap<>();
        strings(yaml.get("findings"))
                .forEach((id, word) -> findings.put(
                        id, Finding.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'))));
        Map<String, String> expected = new TreeMap<>();
        for (String key : List.of("outcome", "qualifier", "changes-on", "checks", "to-classify")) {
            if (yaml.containsKey(key)) {
                expected.put(key, text(yaml, key));
            }
        }
        String criterion = folder.getParent().getFileName().toString();
        return new ScreeningCase(
                criterion + "/" + folder.getFileName(),
                criterion,
                ((List<?>) yaml.get("kinds")).stream().map(String::valueOf).collect(Collectors.toList()),
                CaseBundle.read(folder.resolve("patient.json"), readings(strings(yaml.get("readings"))), readOn),
                asOf,
                findings,
                expected,
                strings(yaml.get("policies")));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> yaml(Path file) {
        try {
            return (Map<String, Object>)
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Map<String, Object> yaml, String key) {
        return String.valueOf(yaml.get(key));
    }

    private static Map<String, String> strings(Object map) {
        Map<String, String> strings = new TreeMap<>();
        if (map instanceof Map<?, ?> values) {
            values.forEach((key, value) -> strings.put(String.valueOf(key), String.valueOf(value)));
        }
        return strings;
    }

    /** Everything is read to the end, except what the case says. */
    private static Map<RecordKind, Reading> readings(Map<String, String> said) {
        Map<RecordKind, Reading> readings = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            String word = said.getOrDefault(kind.fhirType(), "complete");
            readings.put(
                    kind,
                    switch (word) {
                        case "complete" -> Reading.COMPLETE;
                        case "not-served" -> Reading.NOT_SERVED;
                        case "not-available" -> Reading.NOT_AVAILABLE;
                        default ->
                            Reading.incomplete(new Gap(
                                    Gap.Cause.valueOf(
                                            word.toUpperCase(Locale.ROOT).replace('-', '_')),
                                    ""));
                    });
        }
        return readings;
    }

    Policies sitePolicies() {
        Policies defaults = Policies.defaults();
        return new Policies(
                policies.containsKey("unclassified")
                        ? Policies.Unclassified.valueOf(
                                policies.get("unclassified").toUpperCase(Locale.ROOT))
                        : defaults.unclassified(),
                policies.containsKey("no-medications")
                        ? Policies.NoMedications.valueOf(
                                policies.get("no-medications").toUpperCase(Locale.ROOT))
                        : defaults.noMedications(),
                policies.containsKey("dual-use")
                        ? Policies.DualUse.valueOf(policies.get("dual-use").toUpperCase(Locale.ROOT))
                        : defaults.dualUse(),
                policies.containsKey("checks")
                        ? Policies.Checks.valueOf(policies.get("checks").toUpperCase(Locale.ROOT))
                        : defaults.checks());
    }

    @Override
    public String toString() {
        return name;
    }
}
