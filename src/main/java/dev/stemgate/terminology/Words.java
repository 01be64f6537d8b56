// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes text apart into words: lower case, without accents (ä becomes a, ß ss), split at everything that is neither letter
 * nor digit; and brings an English or German word to a stem by its commonest endings only, so that "lymphomas" and
 * "lymphoma" are one word while "test" is never found in "intestinal".
 */
public final class Words {

    private static final Pattern MARK = Pattern.compile("\\p{M}+");

    private Words() {}

    static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String plain =
                MARK.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return plain.toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("æ", "ae");
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }

    /** The words of a text in order, folded, not stemmed. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        String folded = fold(text);
        int start = -1;
        for (int at = 0; at <= folded.length(); at++) {
            boolean inside = at < folded.length() && Character.isLetterOrDigit(folded.charAt(at));
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                words.add(folded.substring(start, at));
                start = -1;
            }
        }
        return words;
    }

    /** The words of a text joined by single blanks: equal for texts that differ in case and punctuation only. */
    static String phrase(String text) {
        return String.join(" ", of(text));
    }

    /** The stem of a folded word. */
    static String stem(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 5 && (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches"))) {
            return word.substring(0, length - 2);
        }
        if (length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")) {
            return word.substring(0, length - 1);
        }
        return word;
    }
}
