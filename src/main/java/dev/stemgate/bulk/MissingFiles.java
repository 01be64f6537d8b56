// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Files of one type that the manifest names and that are not in the folder.
 *
 * @param type may be empty
 * @param listed all files of the type that the manifest names
 * @param lost those of them that are missing, or among which some are and it cannot be told which
 * @param number how many are missing
 */
record MissingFiles(String type, List<ManifestFile> listed, List<ManifestFile> lost, int number) {

    private static final int NAMED = 5;

    static MissingFiles of(String type, List<FileGroup> groups) {
        List<FileGroup> lacking = groups.stream().filter(FileGroup::lacksFiles).toList();
        return new MissingFiles(
                type,
                groups.stream().flatMap(group -> group.listed(type).stream()).toList(),
                lacking.stream().flatMap(group -> group.listed(type).stream()).toList(),
                lacking.stream()
                        .mapToInt(group -> Math.min(
                                group.listed(type).size(), group.listed().size() - group.number()))
                        .sum());
    }

    /** Whether nothing is missing that any screening reads. */
    boolean isHarmless() {
        return FileGroup.kinds(lost).isEmpty();
    }

    /** One sentence for every patient and for the report, however many they are. */
    String words() {
        if (number == 1 && lost.size() == 1) {
            return lost.get(0).label() + " is not in the folder";
        }
        return (listed.size() - number) + " of " + listed.size() + " files" + (type.isEmpty() ? "" : " of type " + type)
                + " in the manifest are in the folder";
    }

    /** Which they are, for whoever is to fetch them. */
    String names() {
        if (lost.size() < 2 || lost.size() > number) {
            return "";
        }
        return lost.stream().limit(NAMED).map(ManifestFile::label).collect(Collectors.joining(", ", "; not ", ""))
                + (lost.size() > NAMED ? " and " + (lost.size() - NAMED) + " more" : "");
    }
}
