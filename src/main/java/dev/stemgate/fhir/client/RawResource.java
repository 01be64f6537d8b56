// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The outermost structure of a FHIR JSON document, and where in its bytes each entry's resource stands.
 *
 * <p>The bytes are read as Latin-1, so that a character is a byte: positions are exact, and damaged characters inside one entry cannot
 * break the page. All that is lenient here is strict again where an entry is read.
 *
 * @param bytes the document without a byte order mark
 * @param resourceType empty when missing
 * @param type {@code Bundle.type}; empty when missing
 * @param total {@code Bundle.total}; -1 when missing or not a count
 * @param links {@code Bundle.link}
 * @param entries {@code Bundle.entry}, in order
 */
record RawResource(byte[] bytes, String resourceType, String type, int total, List<Link> links, List<Entry> entries) {

    /** A link of a Bundle as the server wrote it. */
    record Link(String relation, String url) {}

    /**
     * An entry.
     *
     * @param start of its resource; of the whole entry when it holds none, or is not wrapped
     * @param end after the resource's last byte
     * @param response what was done, in the answer to a batch; empty elsewhere
     */
    record Entry(String fullUrl, String mode, int start, int end, Response response) {}

    /** {@code entry.response}; what is missing is empty. */
    record Response(String status, String location, String etag) {
        static final Response NONE = new Response("", "", "");
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** The bytes of one entry's resource, exactly as received. */
    byte[] slice(Entry entry) {
        return Arrays.copyOfRange(bytes, entry.start(), entry.end());
    }

    /** @throws JsonProcessingException when it is not one whole JSON object, or says the same thing twice at its outer levels */
    static RawResource scan(byte[] document) throws JsonProcessingException {
        byte[] bytes = withoutMark(document);
        try (JsonParser parser = JSON.createParser(
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1))) {
            RawResource resource = new Scan(parser, bytes).document();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the document");
            }
            return resource;
        } catch (JsonProcessingException broken) {
            throw broken;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static byte[] withoutMark(byte[] document) {
        boolean marked = document.length >= 3
                && document[0] == (byte) 0xEF
                && document[1] == (byte) 0xBB
                && document[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(document, 3, document.length) : document;
    }

    /** One pass over one document. Thread-confined. */
    private static final class Scan {
        private final JsonParser parser;
        private final byte[] bytes;
        private final List<Link> links = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private String resourceType = "";
        private String type = "";
        private int total = -1;

        Scan(JsonParser parser, byte[] bytes) {
            this.parser = parser;
            this.bytes = bytes;
        }

        RawResource document() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "not an object");
            }
            Set<String> seen = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = once(seen);
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "resourceType" -> resourceType = text();
                    case "type" -> type = text();
                    case "total" -> total = value == JsonToken.VALUE_NUMBER_INT ? count() : -1;
                    case "link" -> each(this::link);
                    case "entry" -> each(this::entry);
                    default -> parser.skipChildren();
                }
            }
            return new RawResource(bytes, resourceType, type, total, List.copyOf(links), List.copyOf(entries));
        }

        private void each(Reading element) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                element.read();
            }
        }

        private void link() throws IOException {
            String relation = "";
            String url = "";
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            Set<String> seen = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = once(seen);
                parser.nextToken();
                switch (name) {
                    case "relation" -> relation = text();
                    case "url" -> url = text();
                    default -> parser.skipChildren();
                }
            }
            links.add(new Link(relation, url));
        }

        private void entry() throws IOException {
            int start = tokenStart();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                entries.add(new Entry("", "", start, skipped(), Response.NONE));
                return;
            }
            String fullUrl = "";
            String mode = "";
            int[] resource = {};
            boolean unwrapped = false;
            Response response = Response.NONE;
            Set<String> seen = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = once(seen);
                parser.nextToken();
                switch (name) {
                    case "fullUrl" -> fullUrl = text();
                    case "search" -> mode = texts("mode").get("mode");
                    case "response" -> response = response();
                    case "resource" -> resource = new int[] {tokenStart(), skipped()};
                    case "resourceType" -> {
                        unwrapped = true;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
            boolean whole = unwrapped || resource.length == 0;
            entries.add(new Entry(fullUrl, mode, whole ? start : resource[0], whole ? here() : resource[1], response));
        }

        private Response response() throws IOException {
            Map<String, String> said = texts("status", "location", "etag");
            return new Response(said.get("status"), said.get("location"), said.get("etag"));
        }

        /** The texts of these names in the object at hand; empty where there is none. */
        private Map<String, String> texts(String... names) throws IOException {
            Map<String, String> texts = new HashMap<>();
            for (String name : names) {
                texts.put(name, "");
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return texts;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (texts.containsKey(name)) {
                    texts.put(name, text());
                } else {
                    parser.skipChildren();
                }
            }
            return texts;
        }

        private String once(Set<String> seen) throws IOException {
            String name = parser.currentName();
            if (!seen.add(name)
                    && Set.of("resourceType", "type", "link", "entry", "resource", "relation", "url")
                            .contains(name)) {
                throw new JsonParseException(parser, "the same key twice");
            }
            return name;
        }

        private String text() throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                parser.skipChildren();
                return "";
            }
            return new String(parser.getText().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private int count() throws IOException {
            String digits = parser.getText();
            return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
        }

        private int tokenStart() {
            return (int) parser.currentTokenLocation().getCharOffset();
        }

        private int here() {
            return (int) parser.currentLocation().getCharOffset();
        }

        private int skipped() throws IOException {
            parser.skipChildren();
            parser.finishToken();
            return here();
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }
}
