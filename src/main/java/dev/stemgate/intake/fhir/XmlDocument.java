// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.XmlRecords;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * FHIR as XML: a Bundle entry by entry, or a single resource. Each resource becomes JSON before anything is asked of it, so that all
 * judgement stays in one place. A document type declaration is refused, with whatever entities it would define; nothing is ever
 * fetched. Thread-confined.
 */
final class XmlDocument {

    private static final String FHIR = "http://hl7.org/fhir";

    private final Place container;
    private final SourceSettings source;
    private final FhirRecords records;
    private final RecordSink sink;
    private final BundleReading reading;
    private long told;

    XmlDocument(Place container, SourceSettings source, FhirRecords records, RecordSink sink) {
        this.container = container;
        this.source = source;
        this.records = records;
        this.sink = sink;
        this.reading = new BundleReading(records, source, sink);
    }

    /** @throws UnreadableFileException when it is no FHIR XML; nothing was told then */
    void read(InputStream in) throws IOException {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(XmlCharacters.of(in));
            root(xml);
            if (xml.getLocalName().equals("Bundle")) {
                bundle(xml);
            } else {
                resource(XmlText.of(xml, source.limits()));
            }
            while (xml.hasNext()) {
                xml.next();
            }
        } catch (XMLStreamException broken) {
            brokenOff();
        }
    }

    private void brokenOff() {
        if (told == 0) {
            throw new UnreadableFileException("the file is no well-formed FHIR XML");
        }
        refuse(container.within("end"), "the document breaks off or is damaged here; what follows was not read", "");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is resolved");
        });
        return factory;
    }

    private static void root(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new UnreadableFileException("the file has a document type declaration, which is never read");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!FHIR.equals(xml.getNamespaceURI())) {
                    throw new UnreadableFileException("the file is XML, but not FHIR");
                }
                return;
            }
        }
        throw new UnreadableFileException("the file is no well-formed FHIR XML");
    }

    private void bundle(XMLStreamReader xml) throws XMLStreamException {
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "type" -> {
                    reading.type(XmlText.value(xml));
                    XmlText.skip(xml);
                }
                case "entry" -> entry(xml);
                default -> XmlText.skip(xml);
            }
        }
    }

    private void entry(XMLStreamReader xml) throws XMLStreamException {
        told++;
        Place place = container.at(told);
        String fullUrl = "";
        String[] request = {"", ""};
        Optional<XmlText> resource = Optional.empty();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "fullUrl" -> {
                    fullUrl = XmlText.value(xml);
                    XmlText.skip(xml);
                }
                case "request" -> request = request(xml);
                case "resource" -> {
                    xml.nextTag();
                    resource = Optional.of(XmlText.of(xml, source.limits()));
                    xml.nextTag();
                }
                default -> XmlText.skip(xml);
            }
        }
        tell(place, fullUrl, request, resource);
    }

    private void tell(Place place, String fullUrl, String[] request, Optional<XmlText> resource) {
        if (resource.isEmpty()) {
            reading.entry(
                    new BundleEntry(fullUrl, request[0], request[1], new byte[0]),
                    new OriginalBytes(new byte[0], OriginalBytes.FHIR_XML),
                    place);
            return;
        }
        Optional<byte[]> json = json(resource.get());
        if (json.isEmpty()) {
            refuse(place, unreadable(resource.get()), resource.get().text());
        } else {
            reading.entry(
                    new BundleEntry(fullUrl, request[0], request[1], json.get()), original(resource.get()), place);
        }
    }

    private void resource(XmlText resource) {
        told++;
        Optional<byte[]> json = json(resource);
        if (json.isEmpty()) {
            refuse(container.at(1), unreadable(resource), resource.text());
        } else {
            records.tell(json.get(), original(resource), "", container.at(1), Subject.NOT_SAID, source, sink);
        }
    }

    private static Optional<byte[]> json(XmlText resource) {
        return resource.cut() ? Optional.empty() : XmlRecords.toJson(resource.text());
    }

    private static String unreadable(XmlText resource) {
        return resource.cut()
                ? "the record is longer or nested deeper than the limit"
                : "the record is no FHIR R4 XML that can be read without loss";
    }

    private static OriginalBytes original(XmlText resource) {
        return new OriginalBytes(resource.text().getBytes(StandardCharsets.UTF_8), OriginalBytes.FHIR_XML);
    }

    private static String[] request(XMLStreamReader xml) throws XMLStreamException {
        String[] request = {"", ""};
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String name = xml.getLocalName();
            if (name.equals("method")) {
                request[0] = XmlText.value(xml);
            } else if (name.equals("url")) {
                request[1] = XmlText.value(xml);
            }
            XmlText.skip(xml);
        }
        return request;
    }

    private void refuse(Place place, String line, String text) {
        told++;
        sink.refused(Refusal.of(
                place,
                Reason.UNREADABLE,
                line,
                new OriginalBytes(text.getBytes(StandardCharsets.UTF_8), OriginalBytes.FHIR_XML)));
    }
}
