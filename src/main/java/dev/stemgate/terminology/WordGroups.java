// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Patterns with a name ({@code model/words/groups.tsv}), so that the names of malignant diseases are written once and stand for
 * the disease, its remission and its history. Immutable, thread-safe.
 */
final class WordGroups {

    private static final String MARK = "@";

    private final Map<String, List<WordPattern>> patterns = new LinkedHashMap<>();

    private WordGroups() {}

    static WordGroups of(TsvFile file) {
        WordGroups groups = new WordGroups();
        for (TsvFile.Row row : file.rows()) {
            file.require(row, "source");
            groups.patterns
                    .computeIfAbsent(file.require(row, "group"), name -> new ArrayList<>())
                    .addAll(groups.patterns(file, row));
        }
        return groups;
    }

    /**
     * The patterns of a row, separated by semicolons; {@code @name} stands for a group that was written before it.
     *
     * @throws TerminologyFileException for an empty pattern, one that is too short, and a group that does not exist
     */
    List<WordPattern> patterns(TsvFile file, TsvFile.Row row) {
        try {
            return Arrays.stream(file.require(row, "words").split(";"))
                    .map(String::strip)
                    .filter(pattern -> !pattern.isEmpty())
                    .flatMap(this::meant)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw file.wrong(
                    row,
                    "'" + file.get(row, "words") + "' holds a pattern without a word: " + e.getMessage(),
                    "write words separated by ; and see the head of the file");
        }
    }

    private Stream<WordPattern> meant(String pattern) {
        if (!pattern.startsWith(MARK)) {
            return Stream.of(new WordPattern(pattern));
        }
        List<WordPattern> group = patterns.get(pattern.substring(MARK.length()));
        if (group == null) {
            throw new IllegalArgumentException("no group " + pattern);
        }
        return group.stream();
    }
}
