// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.intake.Limits;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One element of a FHIR XML document, written out again without its narrative, which no fact is made of and which is often damaged.
 *
 * @param text well-formed XML
 * @param cut whether it was longer or deeper than a limit; the text is then its beginning
 */
record XmlText(String text, boolean cut) {

    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    XmlText {
        Objects.requireNonNull(text, "text");
    }

    /** Reads the element at which the reader stands, to its end. */
    static XmlText of(XMLStreamReader xml, Limits limits) throws XMLStreamException {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean cut = false;
        int event = xml.getEventType();
        while (true) {
            if (event == XMLStreamConstants.START_ELEMENT && XHTML.equals(xml.getNamespaceURI())) {
                skip(xml);
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (!cut) {
                    open(xml, out);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                if (!cut) {
                    out.append("</").append(xml.getLocalName()).append('>');
                }
                if (depth == 0) {
                    return new XmlText(out.toString(), cut);
                }
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("an entity that is not defined");
            }
            cut |= out.length() > limits.entryBytes() || depth > limits.nesting();
            event = xml.next();
        }
    }

    private static void open(XMLStreamReader xml, StringBuilder out) {
        out.append('<').append(xml.getLocalName());
        if (xml.getNamespaceURI() != null) {
            out.append(" xmlns=\"").append(escaped(xml.getNamespaceURI())).append('"');
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            out.append(' ').append(xml.getAttributeLocalName(i)).append("=\"");
            out.append(escaped(xml.getAttributeValue(i))).append('"');
        }
        out.append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;")
                .replace("\t", "&#9;");
    }

    /** The {@code value} attribute of the element at which the reader stands; empty when it has none. */
    static String value(XMLStreamReader xml) {
        String value = xml.getAttributeValue(null, "value");
        return value == null ? "" : value.strip();
    }

    /** Passes over the element at which the reader stands. */
    static void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }
}
