// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Narrative;

/** The generated narrative as XHTML. Words only ever stand between tags, and whatever a record's words hold is escaped there. */
final class ScreeningNarrative {

    private static final String BEGIN = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";
    private static final String END = "</div>";

    private ScreeningNarrative() {}

    static String of(ScreeningSummary summary) {
        StringBuilder xhtml = new StringBuilder(BEGIN);
        words("<p><b>", summary.headline(), "</b></p>", xhtml);
        list(summary.reasons(), xhtml);
        list(summary.findings(), xhtml);
        list(summary.risks(), xhtml);
        words("<p>", summary.disclaimer(), "</p>", xhtml);
        return xhtml.append(END).toString();
    }

    /** A narrative of one sentence. */
    static Narrative of(String sentence) {
        StringBuilder xhtml = new StringBuilder(BEGIN);
        words("<p>", sentence, "</p>", xhtml);
        Narrative narrative = new Narrative();
        narrative.setStatus(Narrative.NarrativeStatus.GENERATED);
        narrative.setDivAsString(xhtml.append(END).toString());
        return narrative;
    }

    private static void list(List<String> lines, StringBuilder xhtml) {
        if (lines.isEmpty()) {
            return;
        }
        xhtml.append("<ul>");
        lines.forEach(line -> words("<li>", line, "</li>", xhtml));
        xhtml.append("</ul>");
    }

    private static void words(String before, String words, String after, StringBuilder xhtml) {
        xhtml.append(before);
        int written = 0;
        int at = 0;
        while (at < words.length()) {
            int character = words.codePointAt(at);
            int next = at + Character.charCount(character);
            String escape = escape(character);
            if (!escape.isEmpty()) {
                xhtml.append(words, written, at).append(escape);
                written = next;
            }
            at = next;
        }
        xhtml.append(written == 0 ? words : words.substring(written)).append(after);
    }

    /** As HAPI FHIR writes it, so that parsing and writing it again changes nothing; empty for what stands for itself. */
    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default ->
                Character.isBmpCodePoint(character)
                        ? ""
                        : "&#x" + Integer.toHexString(character).toUpperCase(Locale.ROOT) + ";";
        };
    }
}
