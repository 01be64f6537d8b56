// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Puts each record of a searchset into an envelope: HAPI is handed an equivalent Bundle in which every {@code entry.resource} is a
 * Binary with the record's exact bytes, so that one bad record never costs the page and the original bytes are kept (ADR 0002).
 * Links come out absolute (CAMEL-FHIR-TRAPS 15). The answer to a batch of searches is put into one too, so that one bad page in it
 * costs that page alone. Thread-safe.
 */
final class PageEnvelope {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> MODES = Set.of("match", "include", "outcome");

    private final Origin origin;
    private final PagingHosts hosts;

    PageEnvelope(Origin origin) {
        this(origin, PagingHosts.REFUSED);
    }

    PageEnvelope(Origin origin, PagingHosts hosts) {
        this.origin = origin;
        this.hosts = hosts;
    }

    byte[] wrap(RawResource bundle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("resourceType", "Bundle");
            json.writeStringField("type", bundle.type().isEmpty() ? "searchset" : bundle.type());
            if (bundle.total() >= 0) {
                json.writeNumberField("total", bundle.total());
            }
            writeLinks(json, bundle);
            writeEntries(json, bundle);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    /** A record that was read by its id, as the one entry of a page. */
    byte[] wrapRecord(RawResource record) {
        RawResource.Entry entry =
                new RawResource.Entry("", "match", 0, record.bytes().length, RawResource.Response.NONE);
        return wrap(new RawResource(record.bytes(), "Bundle", "searchset", 1, List.of(), List.of(entry)));
    }

    private void writeLinks(JsonGenerator json, RawResource bundle) throws IOException {
        if (bundle.links().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("link");
        for (RawResource.Link link : bundle.links()) {
            json.writeStartObject();
            write(json, "relation", link.relation());
            write(
                    json,
                    "url",
                    origin.resolve(link.url())
                            .map(url -> hosts.settle(url, origin).toString())
                            .orElse(link.url()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeEntries(JsonGenerator json, RawResource bundle) throws IOException {
        if (bundle.entries().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("entry");
        for (RawResource.Entry entry : bundle.entries()) {
            json.writeStartObject();
            write(json, "fullUrl", entry.fullUrl());
            json.writeObjectFieldStart("resource");
            json.writeStringField("resourceType", "Binary");
            json.writeStringField("contentType", "application/fhir+json");
            json.writeFieldName("data");
            json.writeBinary(bundle.bytes(), entry.start(), entry.end() - entry.start());
            json.writeEndObject();
            if (MODES.contains(entry.mode())) {
                json.writeObjectFieldStart("search");
                json.writeStringField("mode", entry.mode());
                json.writeEndObject();
            }
            writeResponse(json, entry.response());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeResponse(JsonGenerator json, RawResource.Response response) throws IOException {
        if (!response.status().isEmpty()) {
            json.writeObjectFieldStart("response");
            write(json, "status", response.status());
            write(json, "location", response.location());
            write(json, "etag", response.etag());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }
}
