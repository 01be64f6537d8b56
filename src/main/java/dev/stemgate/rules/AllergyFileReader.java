// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code model/allergies.yaml}. */
final class AllergyFileReader {

    static final Set<String> KEYS = Set.of("traits", "none-known", "no-information");
    static final Set<String> TRAIT_KEYS =
            Set.of("id", "title", "group", "words", "certain-words", "in-reactions", "source");
    static final Set<String> NONE_KEYS = Set.of("group", "words");

    private AllergyFileReader() {}

    static AllergyModel read(YamlMap map, Function<String, CodeGroup> groups) {
        map.only(KEYS);
        YamlMap none = map.map("none-known").only(NONE_KEYS);
        return new AllergyModel(
                map.maps("traits", entry -> trait(entry.only(TRAIT_KEYS), groups)),
                groups.apply(none.text("group")),
                Set.copyOf(plain(none, "words")),
                groups.apply(map.text("no-information")));
    }

    private static AllergyTrait trait(YamlMap map, Function<String, CodeGroup> groups) {
        map.text("title");
        map.text("source");
        List<String> words = plain(map, "words");
        Set<String> certain = Set.copyOf(plain(map, "certain-words"));
        if (!words.containsAll(certain)) {
            throw map.fault("certain-words", "a certain word is not among the words", "add it to 'words'");
        }
        return new AllergyTrait(
                map.text("id"), groups.apply(map.text("group")), words, certain, map.flag("in-reactions", false));
    }

    private static List<String> plain(YamlMap map, String key) {
        List<String> words = map.words(key);
        for (String word : words) {
            if (!AllergyTrait.plain(word).strip().equals(word)) {
                throw map.fault(key, "'" + word + "' would never match", "use small letters and blanks only");
            }
        }
        return words;
    }
}
