// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.util.List;

/**
 * Files of one type in which there are not as many lines as the manifest counts.
 *
 * @param type may be empty
 * @param listed the files, as the manifest names them
 */
record CountedLines(String type, List<ManifestFile> listed, long expected, long found) {

    /** Those with fewer lines. */
    static CountedLines fewer(String type, List<FileGroup> groups, LineNumbers lines) {
        return of(
                type,
                groups.stream()
                        .filter(group -> group.found(lines) < group.expected())
                        .toList(),
                lines);
    }

    /** Those with more lines. */
    static CountedLines more(String type, List<FileGroup> groups, LineNumbers lines) {
        return of(
                type,
                groups.stream()
                        .filter(group -> group.found(lines) > group.expected())
                        .toList(),
                lines);
    }

    private static CountedLines of(String type, List<FileGroup> groups, LineNumbers lines) {
        return new CountedLines(
                type,
                groups.stream().flatMap(group -> group.listed(type).stream()).toList(),
                groups.stream().mapToLong(FileGroup::expected).sum(),
                groups.stream().mapToLong(group -> group.found(lines)).sum());
    }

    /** Whether they hold nothing that any screening reads. */
    boolean isHarmless() {
        return FileGroup.kinds(listed).isEmpty();
    }

    /** One sentence, however many files they are. */
    String words() {
        String files = listed.size() == 1
                ? listed.get(0).label() + " has "
                : listed.size() + " files" + (type.isEmpty() ? "" : " of type " + type) + " have ";
        return files + found + " lines, and by the manifest " + expected;
    }
}
