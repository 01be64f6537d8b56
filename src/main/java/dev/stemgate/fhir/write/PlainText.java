// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

/**
 * Makes any received text fit for a FHIR string and for XML: control characters and lone surrogates become U+FFFD, blanks at
 * the ends go, and what is longer than {@value #LONGEST} characters is cut with an ellipsis.
 */
final class PlainText {

    static final int LONGEST = 2_000;

    private static final int REPLACEMENT = 0xFFFD;

    private PlainText() {}

    /** The text made fit; empty when nothing is left of it. */
    static String of(String text) {
        return isFit(text) ? text.strip() : made(text);
    }

    /** Whether each of its characters may stand in a FHIR string. */
    static boolean isPlain(String text) {
        return isPlainAtOnce(text) || text.codePoints().allMatch(PlainText::allowed);
    }

    /** Almost every text is. */
    private static boolean isFit(String text) {
        return text.length() <= LONGEST && isPlainAtOnce(text);
    }

    /** Sees no pairs of surrogates. */
    private static boolean isPlainAtOnce(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean printable = character >= ' ' && character <= '~';
            if (!printable && !allowed(character)) {
                return false;
            }
        }
        return true;
    }

    private static String made(String text) {
        StringBuilder fit = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints()
                .limit(LONGEST + 1L)
                .map(point -> allowed(point) ? point : REPLACEMENT)
                .forEach(fit::appendCodePoint);
        if (fit.codePointCount(0, fit.length()) > LONGEST) {
            fit.setLength(fit.offsetByCodePoints(0, LONGEST - 1));
            fit.append('…');
        }
        return fit.toString().strip();
    }

    private static boolean allowed(int point) {
        if (point == '\t' || point == '\n' || point == '\r') {
            return true;
        }
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean nonCharacter = (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
        return !Character.isISOControl(point) && !surrogate && !nonCharacter;
    }
}
