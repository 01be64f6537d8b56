// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The model as one Markdown page, made from its files alone, so that the page says what is judged. The same files give the same page.
 * The files were loaded before, so they are sound.
 */
final class ModelDocument {

    private static final Set<String> SAID_OF_A_ROW = Set.of("finding", "says", "record", "lists", "role");
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("absolute", "Absolute contraindications"),
            Map.entry("risk-safety", "Risks of safety"),
            Map.entry("risk-efficacy", "Risks of efficacy"));

    private final Path model;
    private final StringBuilder page = new StringBuilder();

    private ModelDocument(Path model) {
        this.model = model;
    }

    static String of(Path model) {
        return new ModelDocument(model).write();
    }

    private String write() {
        Map<String, Object> settings = yaml("model.yaml");
        Map<String, Map<String, Object>> criteria = new LinkedHashMap<>();
        texts(settings.get("criteria")).forEach(id -> criteria.put(id, yaml("criteria/" + id + ".yaml")));
        Map<String, Integer> codes = codes();
        line("# The model: " + settings.get("id") + " " + settings.get("release"));
        line("");
        line("Generated from `model/` by `./stemgate model docs`; do not edit. What the words mean is in"
                + " [model-decisions.md](model-decisions.md) and in the schemas beside the data.");
        line(
                "The sources are clinic web pages, not guidelines: [P] a procedure page, [R1]-[R8] effects 1 to 8 of a page on side"
                        + " effects, [F1]-[F3] and [F] a page on why therapy does not work, [A] a page on autoimmune disease."
                        + " Decision support for a clinician's review; not a medical device, and never a clearance.");
        KINDS.forEach(kind -> overview(kind.getKey(), kind.getValue(), criteria, codes));
        criteria.forEach((id, criterion) -> criterion(id, criterion, codes.getOrDefault(id, 0)));
        therapy();
        dataFolder("Observations", "observations");
        dataFile("Allergies", "allergies.yaml");
        dataFile("Recommended checks", "checks.yaml");
        parameters(settings);
        return page.toString();
    }

    private void overview(
            String kind, String heading, Map<String, Map<String, Object>> criteria, Map<String, Integer> codes) {
        line("");
        line("## " + heading);
        line("");
        line("| criterion | meaning | sources | needs | codes and prefixes |");
        line("|---|---|---|---|---|");
        criteria.forEach((id, criterion) -> {
            if (kind.equals(criterion.get("kind"))) {
                line("| [" + id + "](#" + id + ") | " + cell(criterion.get("meaning")) + " | " + marks(criterion)
                        + " | "
                        + String.join(", ", texts(criterion.get("needs"))) + " | "
                        + (Boolean.TRUE.equals(criterion.get("evaluated"))
                                ? codes.getOrDefault(id, 0)
                                : "not evaluated")
                        + " |");
            }
        });
    }

    private void criterion(String id, Map<String, Object> criterion, int codes) {
        line("");
        line("## " + id);
        line("");
        line("**" + criterion.get("title") + "** (" + criterion.get("kind") + "). " + criterion.get("meaning")
                + (codes == 0 ? "" : " Code lists: " + codes + " rows."));
        line("");
        maps(criterion.get("sources")).forEach(source -> line("- [" + source.get("mark") + "] " + source.get("says")));
        maps(criterion.get("hazards"))
                .forEach(hazard -> line("- raises " + hazard.get("id") + others(hazard, Set.of("id"))));
        List<Map<String, Object>> rows = maps(criterion.get("rows"));
        if (!rows.isEmpty()) {
            line("");
            line("| finding | when | record | role in list | further conditions |");
            line("|---|---|---|---|---|");
            rows.forEach(row -> line("| " + row.get("finding") + " | " + cell(row.get("says")) + " | "
                    + row.getOrDefault("record", "") + " | " + roles(id, row) + " | " + cell(conditions(row)) + " |"));
        }
        Object ended = criterion.get("ended-by");
        if (ended != null) {
            line("");
            line("Ended by: " + value(ended) + ".");
        }
    }

    private static String roles(String id, Map<String, Object> row) {
        List<String> lists = texts(row.get("lists"));
        String role = Objects.toString(row.get("role"), "");
        return lists.isEmpty() || lists.equals(List.of(id)) ? role : role + " of " + String.join(", ", lists);
    }

    private static String conditions(Map<String, Object> row) {
        return row.entrySet().stream()
                .filter(entry -> !SAID_OF_A_ROW.contains(entry.getKey()))
                .map(entry -> entry.getKey() + " " + value(entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private void therapy() {
        Map<String, Object> therapy = yaml("therapy.yaml");
        line("");
        line("## Hazards");
        line("");
        line(
                "A hazard is `high` with two or more distinct records that count, or one marked major; `elevated` with one; `unknown`"
                        + " when none counts and some could not be judged; else `baseline`. A sorting aid, not a probability.");
        line("");
        line("| hazard | source | remarks |");
        line("|---|---|---|");
        maps(therapy.get("hazards"))
                .forEach(hazard -> line("| " + hazard.get("id") + " | [" + hazard.get("source") + "] | "
                        + cell(others(hazard, Set.of("id", "title", "source"))) + " |"));
        line("");
        line("## Therapy options");
        maps(therapy.get("options")).forEach(option -> {
            line("");
            line("- **" + option.get("id") + "**: " + option.get("says")
                    + others(option, Set.of("id", "title", "says")));
        });
        line("");
        line("## What a ServiceRequest says of the plan");
        line("");
        @SuppressWarnings("unchecked")
        Map<String, Object> plan = (Map<String, Object>) therapy.get("plan");
        plan.forEach((key, value) -> {
            if (value instanceof List<?>) {
                maps(value)
                        .forEach(
                                item -> line("- " + key + ": **" + item.get("id") + "**" + others(item, Set.of("id"))));
            } else {
                line("- " + key + ": " + value(value));
            }
        });
    }

    private void dataFolder(String title, String folder) {
        Path directory = model.resolve(folder);
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names = files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
            names.forEach(
                    name -> dataFile(title + ": " + name.substring(folder.length() + 1, name.length() - 5), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any file of data: a table for each list of mappings in it. */
    private void dataFile(String title, String name) {
        if (!Files.isRegularFile(model.resolve(name))) {
            return;
        }
        line("");
        line("## " + title);
        yaml(name).forEach((key, value) -> {
            List<Map<String, Object>> items = maps(value);
            line("");
            if (items.isEmpty()) {
                line("- " + key + ": " + value(value));
            }
            items.forEach(item -> line("- "
                    + item.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + value(entry.getValue()))
                            .collect(Collectors.joining("; "))));
        });
    }

    private void parameters(Map<String, Object> settings) {
        for (String part : List.of("parameters", "policies")) {
            line("");
            line("## " + Character.toUpperCase(part.charAt(0)) + part.substring(1));
            line("");
            @SuppressWarnings("unchecked")
            Map<String, Object> values = (Map<String, Object>) settings.get(part);
            values.forEach((key, value) -> line("- " + key + ": " + value));
        }
    }

    /** Rows of all code lists by criterion. */
    private Map<String, Integer> codes() {
        Map<String, Integer> codes = new TreeMap<>();
        try (Stream<Path> files = Files.list(model.resolve("code-lists"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tsv"))
                    .filter(path -> !path.endsWith("irrelevant.tsv"))
                    .toList()) {
                List<String> lines = Files.readAllLines(file);
                if (!lines.isEmpty() && lines.get(0).startsWith("criterion\t")) {
                    lines.stream()
                            .skip(1)
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .forEach(line -> codes.merge(line.substring(0, line.indexOf('\t')), 1, Integer::sum));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    private static String marks(Map<String, Object> criterion) {
        return maps(criterion.get("sources")).stream()
                .map(source -> "[" + source.get("mark") + "]")
                .collect(Collectors.joining(" "));
    }

    private static String others(Map<String, Object> map, Set<String> said) {
        String rest = map.entrySet().stream()
                .filter(entry -> !said.contains(entry.getKey()))
                .map(entry -> entry.getKey() + " " + value(entry.getValue()))
                .collect(Collectors.joining("; "));
        return rest.isEmpty() ? "" : " (" + rest + ")";
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ModelDocument::value).collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    private static String cell(Object text) {
        return Objects.toString(text, "").replace("|", "\\|").strip();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> yaml(String name) {
        try {
            return (Map<String, Object>)
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(model.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        if (!(value instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
            return List.of();
        }
        return new ArrayList<>((List<Map<String, Object>>) list);
    }

    private static List<String> texts(Object value) {
        return Optional.ofNullable(value)
                .filter(List.class::isInstance)
                .map(list -> ((List<?>) list).stream().map(String::valueOf).collect(Collectors.toList()))
                .orElse(List.of());
    }

    private void line(String text) {
        page.append(text.stripTrailing()).append('\n');
    }
}
