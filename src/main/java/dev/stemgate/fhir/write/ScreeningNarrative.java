// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** The generated narrative. Text is only ever added as text nodes, so whatever a record's words hold is escaped. */
final class ScreeningNarrative {

    private ScreeningNarrative() {}

    static Narrative of(ScreeningSummary summary) {
        XhtmlNode div = div();
        div.addTag("p").addTag("b").addText(summary.headline());
        list(div, summary.reasons());
        list(div, summary.findings());
        list(div, summary.risks());
        div.addTag("p").addText(summary.disclaimer());
        return narrative(div);
    }

    static Narrative of(String sentence) {
        XhtmlNode div = div();
        div.addTag("p").addText(sentence);
        return narrative(div);
    }

    private static void list(XhtmlNode div, Iterable<String> lines) {
        if (!lines.iterator().hasNext()) {
            return;
        }
        XhtmlNode list = div.addTag("ul");
        lines.forEach(line -> list.addTag("li").addText(line));
    }

    private static XhtmlNode div() {
        XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
        div.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
        return div;
    }

    private static Narrative narrative(XhtmlNode div) {
        Narrative narrative = new Narrative();
        narrative.setStatus(Narrative.NarrativeStatus.GENERATED);
        narrative.setDiv(div);
        return narrative;
    }
}
