// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntrySearchComponent;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;

/** Writes a Bundle as JSON with the stored texts in its entries as they are. Thread-safe. */
final class BundleWriter {

    private final JsonFactory json = new JsonFactory();
    private final FhirContext context;

    BundleWriter(FhirContext context) {
        this.context = context;
    }

    String write(Bundle bundle) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("resourceType", "Bundle");
            field(generator, "id", bundle.getIdElement().getIdPart());
            field(generator, "type", bundle.getTypeElement());
            if (bundle.hasTotal()) {
                generator.writeNumberField("total", bundle.getTotal());
            }
            links(generator, bundle);
            entries(generator, bundle);
            generator.writeEndObject();
        }
        return text.toString();
    }

    private static void links(JsonGenerator generator, Bundle bundle) throws IOException {
        if (bundle.hasLink()) {
            generator.writeArrayFieldStart("link");
            for (BundleLinkComponent link : bundle.getLink()) {
                generator.writeStartObject();
                field(generator, "relation", link.getRelation());
                field(generator, "url", link.getUrl());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
    }

    private void entries(JsonGenerator generator, Bundle bundle) throws IOException {
        if (bundle.hasEntry()) {
            generator.writeArrayFieldStart("entry");
            for (BundleEntryComponent entry : bundle.getEntry()) {
                generator.writeStartObject();
                entry(generator, entry);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
    }

    private void entry(JsonGenerator generator, BundleEntryComponent entry) throws IOException {
        field(generator, "fullUrl", entry.getFullUrl());
        if (entry.hasResource()) {
            generator.writeFieldName("resource");
            generator.writeRawValue(text(entry.getResource()));
        }
        if (entry.hasSearch()) {
            generator.writeObjectFieldStart("search");
            grade(generator, entry.getSearch());
            field(generator, "mode", entry.getSearch().getModeElement());
            generator.writeEndObject();
        }
        if (entry.hasRequest()) {
            generator.writeObjectFieldStart("request");
            field(generator, "method", entry.getRequest().getMethodElement());
            field(generator, "url", entry.getRequest().getUrl());
            generator.writeEndObject();
        }
        if (entry.hasResponse()) {
            generator.writeObjectFieldStart("response");
            field(generator, "status", entry.getResponse().getStatus());
            field(generator, "location", entry.getResponse().getLocation());
            field(generator, "etag", entry.getResponse().getEtag());
            field(generator, "lastModified", entry.getResponse().getLastModifiedElement());
            if (entry.getResponse().hasOutcome()) {
                generator.writeFieldName("outcome");
                generator.writeRawValue(text(entry.getResponse().getOutcome()));
            }
            generator.writeEndObject();
        }
    }

    /** What {@code $match} says of a match, as an extension of its search information. */
    private static void grade(JsonGenerator generator, BundleEntrySearchComponent search) throws IOException {
        if (search.hasExtension()) {
            generator.writeArrayFieldStart("extension");
            for (Extension extension : search.getExtension()) {
                generator.writeStartObject();
                field(generator, "url", extension.getUrl());
                field(generator, "valueCode", extension.getValue().primitiveValue());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
        if (search.hasScore()) {
            generator.writeNumberField("score", search.getScore());
        }
    }

    private String text(Resource resource) throws IOException {
        Optional<StoredVersion> stored = StandIn.storedBy(resource);
        if (stored.isPresent()) {
            return stored.get().json();
        }
        return resource instanceof Bundle nested
                ? write(nested)
                : context.newJsonParser().encodeResourceToString(resource);
    }

    private static void field(JsonGenerator generator, String name, PrimitiveType<?> value) throws IOException {
        if (value != null) {
            field(generator, name, value.getValueAsString());
        }
    }

    private static void field(JsonGenerator generator, String name, String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            generator.writeStringField(name, value);
        }
    }
}
