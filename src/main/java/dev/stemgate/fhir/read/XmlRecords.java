// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One record as XML to the same record as JSON, which everything else reads. Strict: an element that R4 does not know would be lost
 * without notice otherwise (HARD-CASES, Bundles). Stateless.
 */
public final class XmlRecords {

    private XmlRecords() {}

    /** @param xml one resource, without narrative @return empty when it cannot be read without loss */
    public static Optional<byte[]> toJson(String xml) {
        try {
            IParser parser = R4.context().newXmlParser();
            parser.setParserErrorHandler(new StrictErrorHandler());
            String json = R4.context().newJsonParser().encodeResourceToString(parser.parseResource(xml));
            return Optional.of(json.getBytes(StandardCharsets.UTF_8));
        } catch (DataFormatException broken) {
            return Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException | NullPointerException shape) {
            // HAPI answers some misshapen elements with these instead of a DataFormatException; the record is
            // unreadable all the same.
            return Optional.empty();
        }
    }
}
