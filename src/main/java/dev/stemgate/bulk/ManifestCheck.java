// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.KindGap;
import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares an export with its manifest. What the manifest names and the folder does not hold, and what was not asked for, is missing for
 * every patient: nothing may be absent because a file was not fetched. Thread-safe.
 */
final class ManifestCheck {

    /** Where there is no manifest. */
    static final ManifestCheck NONE = new ManifestCheck(ExportManifest.NONE, List.of(), Set.of());

    private static final String SAID_BY = ExportManifest.NAME + ": ";
    private static final String UNKNOWN = "; what depends on it is unknown for every patient";

    private final ExportManifest manifest;
    private final boolean compared;
    private final List<KindGap> unasked;
    private final List<MissingFiles> missing = new ArrayList<>();
    /** By type, those whose lines can be compared. */
    private final Map<String, List<FileGroup>> counted = new TreeMap<>();

    private final List<String> otherwiseNamed;

    /**
     * @param files of the export that are in the folder
     * @param otherStems stems of the other files of the folder, which are not read
     */
    ManifestCheck(ExportManifest manifest, List<SourceFile> files, Set<String> otherStems) {
        this.manifest = manifest;
        this.unasked = new ArrayList<>(RequestedPart.gaps(manifest.request()));
        if (manifest.goesOn()) {
            unasked.addAll(RequestedPart.rest());
        }
        Optional<List<FileGroup>> groups = FileGroup.of(manifest.output(), files, otherStems);
        this.compared = groups.isPresent() || manifest.output().isEmpty();
        Map<String, List<FileGroup>> byType = new TreeMap<>();
        for (FileGroup group : groups.orElse(List.of())) {
            boolean comparable = group.isComparable();
            for (String type : group.types()) {
                byType.computeIfAbsent(type, any -> new ArrayList<>()).add(group);
                if (comparable) {
                    counted.computeIfAbsent(type, any -> new ArrayList<>()).add(group);
                }
            }
        }
        byType.forEach((type, some) -> missing.add(MissingFiles.of(type, some)));
        missing.removeIf(MissingFiles::isHarmless);
        this.otherwiseNamed = missing.stream()
                .flatMap(some -> some.lost().stream())
                .filter(file -> otherStems.contains(file.stem()))
                .map(ManifestFile::label)
                .toList();
    }

    /** Tells the manifest from another one. */
    String mark() {
        return manifest.mark();
    }

    /** What is missing for every patient. @param pieces what was read, all of it */
    List<KindGap> gaps(List<Segment> pieces) {
        List<KindGap> gaps = new ArrayList<>(unasked);
        missing.forEach(files -> gaps.addAll(gaps(files.lost(), files.words())));
        fewer(new LineNumbers(pieces)).forEach(files -> gaps.addAll(gaps(files.listed(), files.words())));
        return gaps;
    }

    private static List<KindGap> gaps(List<ManifestFile> files, String words) {
        Gap gap = new Gap(Gap.Cause.PAGED_SHORT, words);
        return FileGroup.kinds(files).stream()
                .map(kind -> new KindGap(kind, gap))
                .toList();
    }

    private List<CountedLines> fewer(LineNumbers lines) {
        return counted.entrySet().stream()
                .map(type -> CountedLines.fewer(type.getKey(), type.getValue(), lines))
                .filter(files -> !files.isHarmless())
                .toList();
    }

    private List<CountedLines> more(LineNumbers lines) {
        return counted.entrySet().stream()
                .map(type -> CountedLines.more(type.getKey(), type.getValue(), lines))
                .filter(files -> !files.isHarmless())
                .toList();
    }

    /** What a person should know before anything is read, a line each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        Map<String, Set<RecordKind>> parts = new TreeMap<>();
        unasked.forEach(gap -> parts.computeIfAbsent(gap.gap().detail(), any -> new TreeSet<>())
                .add(gap.kind()));
        parts.forEach((detail, kinds) -> notes.add(SAID_BY + detail + "; that is not a whole hospital: " + named(kinds)
                + " incomplete for every patient"));
        if (!compared) {
            notes.add(SAID_BY + "the files here have other names than in it, and not all of them name one type; whether"
                    + " some are missing cannot be told");
        }
        missing.forEach(files -> notes.add(SAID_BY + files.words() + files.names() + UNKNOWN));
        if (!otherwiseNamed.isEmpty()) {
            notes.add(otherwiseNamed.get(0)
                    + ": it is in the folder and is not read, since its name does not end in .ndjson or .ndjson.gz"
                    + (otherwiseNamed.size() == 1 ? "" : "; likewise " + (otherwiseNamed.size() - 1) + " more"));
        }
        if (manifest.errors() > 0) {
            notes.add(SAID_BY + "the export itself reported errors, in " + manifest.errors()
                    + (manifest.errors() == 1 ? " file" : " files") + "; read the OperationOutcomes there");
        }
        return notes;
    }

    private static String named(Set<RecordKind> kinds) {
        if (kinds.size() == RecordKind.values().length) {
            return "every kind of record is";
        }
        return kinds.equals(EnumSet.complementOf(EnumSet.of(RecordKind.PATIENT)))
                ? "every kind of record but Patient is"
                : kinds.stream().map(RecordKind::fhirType).collect(Collectors.joining(" and ")) + " is";
    }

    /** What a person should know of the lines that were read, a line each. @param pieces all of it */
    List<String> notes(List<Segment> pieces) {
        LineNumbers lines = new LineNumbers(pieces);
        List<String> notes = new ArrayList<>();
        fewer(lines).forEach(files -> notes.add(SAID_BY + files.words() + UNKNOWN));
        more(lines).forEach(files -> notes.add(SAID_BY + files.words() + "; all of them are read"));
        return notes;
    }
}
