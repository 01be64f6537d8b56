// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that the manifest names, and those of the folder that they may be: of the same name, or, where the files were given other names, of
 * the same type.
 */
record FileGroup(List<ManifestFile> listed, List<SourceFile> here) {

    FileGroup {
        listed = List.copyOf(listed);
        here = List.copyOf(here);
    }

    /** Puts together what belongs together; empty where neither names nor types tell. */
    static Optional<List<FileGroup>> of(List<ManifestFile> output, List<SourceFile> files, Set<String> otherStems) {
        Map<String, List<ManifestFile>> listed = output.stream()
                .collect(Collectors.groupingBy(ManifestFile::stem, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<SourceFile>> here = files.stream().collect(Collectors.groupingBy(SourceFile::stem));
        boolean named = listed.keySet().stream().anyMatch(stem -> here.containsKey(stem) || otherStems.contains(stem));
        return named ? Optional.of(joined(listed, here)) : byType(output, files);
    }

    private static Optional<List<FileGroup>> byType(List<ManifestFile> output, List<SourceFile> files) {
        Set<String> types = Stream.concat(
                        Stream.concat(
                                Stream.of(RecordKind.values()).map(RecordKind::fhirType),
                                Stream.of(SourceFile.MEDICATION, "OperationOutcome")),
                        output.stream().map(ManifestFile::type))
                .collect(Collectors.toSet());
        Map<String, List<SourceFile>> here = files.stream()
                .collect(Collectors.groupingBy(file -> SourceFile.words(file.name()).stream()
                        .filter(types::contains)
                        .distinct()
                        .collect(Collectors.joining("+"))));
        if (types.contains("") || !types.containsAll(here.keySet())) {
            return Optional.empty();
        }
        return Optional.of(joined(
                output.stream()
                        .collect(Collectors.groupingBy(ManifestFile::type, LinkedHashMap::new, Collectors.toList())),
                here));
    }

    private static List<FileGroup> joined(Map<String, List<ManifestFile>> listed, Map<String, List<SourceFile>> here) {
        List<FileGroup> groups = new ArrayList<>();
        listed.forEach((key, files) -> groups.add(new FileGroup(files, here.getOrDefault(key, List.of()))));
        return groups;
    }

    /** Whether files are missing for certain. Fewer of them may still hold all lines, where lines are counted. */
    boolean lacksFiles() {
        return number() < listed.size() && (!isCounted() || here.isEmpty() && expected() > 0);
    }

    /** How many files are there; one that is there compressed too counts once. */
    int number() {
        return copies().size();
    }

    private Map<String, List<SourceFile>> copies() {
        return here.stream().collect(Collectors.groupingBy(file -> file.name().replaceFirst("(?i)\\.gz$", "")));
    }

    /** Whether the lines that are there can be compared with those that there should be. */
    boolean isComparable() {
        return isCounted() && !lacksFiles() && here.stream().allMatch(SourceFile::canBeRead);
    }

    private boolean isCounted() {
        return listed.stream().allMatch(ManifestFile::isCounted);
    }

    long expected() {
        return listed.stream().mapToLong(ManifestFile::count).sum();
    }

    /** Lines that are there; of a file that was fetched twice once. */
    long found(LineNumbers lines) {
        boolean sameName = here.stream().map(SourceFile::stem).distinct().count() == 1;
        return copies().values().stream()
                .map(copies -> copies.stream()
                        .mapToLong(file -> lines.filled(file.number()))
                        .max()
                        .orElse(0))
                .sorted(Comparator.reverseOrder())
                .limit(sameName ? listed.size() : here.size())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The types of the files, each once; empty for one of which the manifest does not say it. */
    Set<String> types() {
        return listed.stream().map(ManifestFile::type).collect(Collectors.toSet());
    }

    List<ManifestFile> listed(String type) {
        return listed.stream().filter(file -> file.type().equals(type)).toList();
    }

    /** The kinds that are not whole without these files. */
    static Set<RecordKind> kinds(Collection<ManifestFile> files) {
        return files.stream()
                .flatMap(file -> file.kinds().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RecordKind.class)));
    }
}
