// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UnsignedIntType;

/**
 * An Observation of {@link ScreeningObservation} as JSON, to the byte what HAPI FHIR encodes, without looking anything up: it knows the
 * few elements and data types that are used there, and their order. For one Observation; not thread-safe.
 */
final class ObservationJson {

    /** Letters beyond the basic plane are written as they are, and not as two escapes. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final int FIRST = 1 << 12;

    private final JsonGenerator json;

    private ObservationJson(JsonGenerator json) {
        this.json = json;
    }

    /** The JSON in UTF-8; empty where the Observation has a data type, a part of one, or a text, that is not known here. */
    static Optional<byte[]> of(Observation observation) {
        return bytes(json -> json.write(observation));
    }

    /** The JSON of one component; empty likewise. */
    static Optional<byte[]> of(ObservationComponentComponent component) {
        return bytes(json -> json.component(component));
    }

    private static Optional<byte[]> bytes(Member<ObservationJson> part) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(FIRST);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            part.write(new ObservationJson(json));
        } catch (UnknownShape | JsonGenerationException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return Optional.of(text.toByteArray());
    }

    private void write(Observation observation) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "Observation");
        json.writeObjectFieldStart("meta");
        list("profile", observation.getMeta().getProfile(), this::text);
        list("security", observation.getMeta().getSecurity(), this::coding);
        json.writeEndObject();
        json.writeObjectFieldStart("text");
        json.writeStringField("status", observation.getText().getStatus().toCode());
        json.writeStringField("div", observation.getText().getDiv().getValueAsString());
        json.writeEndObject();
        list("extension", observation.getExtension(), this::extension);
        list("identifier", observation.getIdentifier(), this::identifier);
        part("status", observation.getStatusElement());
        list("category", observation.getCategory(), this::concept);
        part("code", observation.getCode());
        part("subject", observation.getSubject());
        value("effective", observation.getEffective());
        part("issued", observation.getIssuedElement());
        value("value", observation.getValue());
        list("interpretation", observation.getInterpretation(), this::concept);
        list("note", observation.getNote(), note -> {
            json.writeStartObject();
            part("text", note.getTextElement());
            json.writeEndObject();
        });
        part("method", observation.getMethod());
        part("device", observation.getDevice());
        list("component", observation.getComponent(), this::component);
        json.writeEndObject();
    }

    private void component(ObservationComponentComponent component) throws IOException {
        json.writeStartObject();
        list("extension", component.getExtension(), this::extension);
        part("code", component.getCode());
        value("value", component.getValue());
        if (component.hasDataAbsentReason()) {
            part("dataAbsentReason", component.getDataAbsentReason());
        }
        json.writeEndObject();
    }

    private void extension(Extension extension) throws IOException {
        json.writeStartObject();
        json.writeStringField("url", extension.getUrl());
        list("extension", extension.getExtension(), this::extension);
        value("value", extension.getValue());
        json.writeEndObject();
    }

    /** An element of one of several types, whose name ends with the type; left out where there is none. */
    private void value(String name, Type value) throws IOException {
        if (value != null) {
            String type = value.fhirType();
            part(name + Character.toUpperCase(type.charAt(0)) + type.substring(1), value);
        }
    }

    private void part(String name, Element part) throws IOException {
        if (part.isEmpty()) {
            return;
        }
        json.writeFieldName(name);
        if (part instanceof UnsignedIntType number) {
            json.writeNumber(number.getValue());
        } else if (part instanceof PrimitiveType<?> primitive) {
            text(primitive);
        } else if (part instanceof CodeableConcept concept) {
            concept(concept);
        } else if (part instanceof Coding coding) {
            coding(coding);
        } else if (part instanceof Reference reference) {
            reference(reference);
        } else if (part instanceof Period period) {
            period(period);
        } else {
            throw new UnknownShape();
        }
    }

    private void text(PrimitiveType<?> primitive) throws IOException {
        known(
                primitive,
                !(primitive instanceof BooleanType
                        || primitive instanceof IntegerType
                        || primitive instanceof DecimalType));
        json.writeString(primitive.getValueAsString());
    }

    private void concept(CodeableConcept concept) throws IOException {
        known(concept, true);
        json.writeStartObject();
        list("coding", concept.getCoding(), this::coding);
        part("text", concept.getTextElement());
        json.writeEndObject();
    }

    private void coding(Coding coding) throws IOException {
        known(coding, !coding.hasVersion() && !coding.hasUserSelected());
        json.writeStartObject();
        part("system", coding.getSystemElement());
        part("code", coding.getCodeElement());
        part("display", coding.getDisplayElement());
        json.writeEndObject();
    }

    private void reference(Reference reference) throws IOException {
        known(reference, reference.getResource() == null);
        json.writeStartObject();
        part("reference", reference.getReferenceElement_());
        part("type", reference.getTypeElement());
        if (reference.hasIdentifier()) {
            json.writeFieldName("identifier");
            identifier(reference.getIdentifier());
        }
        part("display", reference.getDisplayElement());
        json.writeEndObject();
    }

    private void identifier(Identifier identifier) throws IOException {
        known(
                identifier,
                !identifier.hasUse() && !identifier.hasType() && !identifier.hasPeriod() && !identifier.hasAssigner());
        json.writeStartObject();
        part("system", identifier.getSystemElement());
        part("value", identifier.getValueElement());
        json.writeEndObject();
    }

    private void period(Period period) throws IOException {
        known(period, true);
        json.writeStartObject();
        part("start", period.getStartElement());
        part("end", period.getEndElement());
        json.writeEndObject();
    }

    private static void known(Element element, boolean whole) {
        if (!whole || element.isEmpty() || element.hasId() || element.hasExtension()) {
            throw new UnknownShape();
        }
    }

    private interface Member<T> {
        void write(T member) throws IOException;
    }

    private <T> void list(String name, List<T> members, Member<T> each) throws IOException {
        if (members.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (T member : members) {
            each.write(member);
        }
        json.writeEndArray();
    }

    /** Sends the Observation to HAPI FHIR. */
    private static final class UnknownShape extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownShape() {
            super("no shape of a screening Observation", null, false, false);
        }
    }
}
