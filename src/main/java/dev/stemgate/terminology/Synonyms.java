// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that mean one thing when a display is compared with a code, and words without content ("disorder", "unspecified").
 * Data: {@code model/words/synonyms.tsv}. Immutable, thread-safe.
 */
final class Synonyms {

    private static final String EMPTY_GROUP = "-";

    private final Map<String, String> groupOf = new HashMap<>();
    private final Set<String> empty = new HashSet<>();

    private Synonyms() {}

    static Synonyms of(TsvFile file) {
        Synonyms synonyms = new Synonyms();
        for (TsvFile.Row row : file.rows()) {
            String group = file.require(row, "group");
            for (String word : Words.of(file.require(row, "words"))) {
                String stem = Words.stem(word);
                if (group.equals(EMPTY_GROUP)) {
                    synonyms.empty.add(stem);
                } else {
                    String before = synonyms.groupOf.putIfAbsent(stem, "=" + group);
                    if (before != null && !before.equals("=" + group)) {
                        throw file.wrong(
                                row, "'" + word + "' already stands in group " + before, "keep it in one group");
                    }
                }
            }
        }
        return synonyms;
    }

    /** True for a word that names nothing: "of", "the". */
    boolean isEmpty(String word) {
        return empty.contains(Words.stem(word));
    }

    /** The content words of a text: stemmed, a word of a group replaced by the group, numbers and empty words left out. */
    Set<String> content(String text) {
        Set<String> content = new HashSet<>();
        List<String> words = Words.of(text);
        for (String word : words) {
            String stem = Words.stem(word);
            if (stem.length() > 1 && !Character.isDigit(stem.charAt(0)) && !empty.contains(stem)) {
                content.add(groupOf.getOrDefault(stem, stem));
            }
        }
        return content;
    }
}
