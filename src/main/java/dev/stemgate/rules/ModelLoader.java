// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads the model from its folder: {@code model.yaml}, {@code therapy.yaml}, {@code criteria/<id>.yaml}, {@code observations/},
 * {@code allergies.yaml}, {@code checks.yaml} and the {@code code-groups/<id>.tsv} that they name. Refuses what it does not know with a
 * {@link ModelFileException}. Code lists are the terminology's.
 */
public final class ModelLoader {

    private static final String YAML = ".yaml";

    private ModelLoader() {}

    /**
     * Loads and checks a model.
     *
     * @param modelDir the folder {@code model/}
     * @param terminologyHash hash of the code lists and local map, made by whoever loads them; part of the model's version
     * @throws ModelFileException when a file is missing or holds what the loader does not know
     */
    public static Model load(Path modelDir, String terminologyHash) {
        Objects.requireNonNull(terminologyHash, "terminologyHash");
        YamlMap settingsFile = YamlFile.read(modelDir.resolve("model" + YAML));
        SettingsReader.Settings settings = SettingsReader.read(settingsFile);
        Path criteriaDir = modelDir.resolve("criteria");
        refuseStrays(criteriaDir, Set.copyOf(settings.criteria()));

        Map<String, CodeGroup> groups = new HashMap<>();
        Map<String, String> hashed = new TreeMap<>();
        Set<String> ids = Set.copyOf(settings.criteria());
        Function<String, CodeGroup> groupOf = id -> groups.computeIfAbsent(id, key -> group(modelDir, key, hashed));
        EvidenceModel evidence = new EvidenceModelReader(modelDir, hashed).read(ids, groupOf);
        YamlMap therapyFile = YamlFile.read(modelDir.resolve("therapy" + YAML));
        Therapy therapy = new TherapyReader(ids, groupOf).read(therapyFile);
        CriterionReader reader = new CriterionReader(ids, groupOf, evidence, therapy);
        List<Criterion> criteria = new ArrayList<>();
        for (String id : settings.criteria()) {
            YamlMap file = YamlFile.read(criteriaDir.resolve(id + YAML));
            criteria.add(reader.read(file, id));
            hashed.put("criterion " + id, file.normalised());
        }
        hashed.put("therapy", therapyFile.normalised());
        hashed.put("settings", settingsFile.normalised());
        hashed.put("terminology", terminologyHash);
        List<String> lines = hashed.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.toList());
        return new Model(
                settings.id(),
                settings.release(),
                ContentHash.of(lines),
                settings.parameters(),
                settings.policies(),
                therapy,
                criteria,
                evidence);
    }

    /**
     * Every file of a model that {@link #load} would refuse, as far as one fault does not hide another: one fault a file. Code lists
     * are not looked at.
     */
    public static List<ModelFileException> problems(Path modelDir) {
        try {
            load(modelDir, "");
            return List.of();
        } catch (ModelFileException first) {
            return othersBeside(modelDir, first);
        }
    }

    private static List<ModelFileException> othersBeside(Path modelDir, ModelFileException first) {
        Map<String, ModelFileException> problems = new LinkedHashMap<>(Map.of(first.getMessage(), first));
        try {
            Set<String> ids = criterionIds(modelDir);
            Map<String, String> hashed = new TreeMap<>();
            Function<String, CodeGroup> group = id -> group(modelDir, id, hashed);
            EvidenceModel evidence = new EvidenceModelReader(modelDir, hashed).read(ids, group);
            Therapy therapy = new TherapyReader(ids, group).read(YamlFile.read(modelDir.resolve("therapy" + YAML)));
            for (String id : new TreeSet<>(ids)) {
                try {
                    YamlMap file = YamlFile.read(modelDir.resolve("criteria").resolve(id + YAML));
                    new CriterionReader(ids, group, evidence, therapy).read(file, id);
                } catch (ModelFileException next) {
                    problems.putIfAbsent(next.getMessage(), next);
                }
            }
        } catch (ModelFileException next) {
            problems.putIfAbsent(next.getMessage(), next);
        }
        return List.copyOf(problems.values());
    }

    /** The ids of all criteria that {@code model.yaml} names: what code lists and word files may refer to. */
    public static Set<String> criterionIds(Path modelDir) {
        return Set.copyOf(SettingsReader.read(YamlFile.read(modelDir.resolve("model" + YAML)))
                .criteria());
    }

    private static CodeGroup group(Path modelDir, String id, Map<String, String> hashed) {
        Path file = modelDir.resolve("code-groups").resolve(id + ".tsv");
        CodeGroup group = CodeGroupFile.read(file);
        hashed.put(
                "group " + id,
                CodeGroupFile.lines(file).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .sorted()
                        .collect(Collectors.joining("\n")));
        return group;
    }

    /** A criterion file that model.yaml does not name would silently not be judged. */
    private static void refuseStrays(Path criteriaDir, Set<String> known) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(criteriaDir, "*" + YAML)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!known.contains(name.substring(0, name.length() - YAML.length()))) {
                    throw new ModelFileException(
                            file, 0, "model.yaml does not name this criterion", "add it there or remove the file");
                }
            }
        } catch (IOException e) {
            throw new ModelFileException(criteriaDir, "the folder cannot be read", "restore model/criteria", e);
        }
    }
}
