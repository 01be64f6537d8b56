// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.rest.client.impl.BaseHttpResponse;
import ca.uhn.fhir.util.StopWatch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP answer, wholly read and held in memory, so that nothing can fail any more while HAPI reads it. */
final class Answer extends BaseHttpResponse {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    Answer(int status, Map<String, List<String>> headers, byte[] body, StopWatch watch) {
        super(watch);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The same answer with another body, which is FHIR JSON. */
    Answer withBody(byte[] changed) {
        return new Answer(status, headers, changed, getRequestStopWatch());
    }

    byte[] body() {
        return body;
    }

    Optional<String> header(String name) {
        return getHeaders(name).stream().findFirst();
    }

    /** The media type without parameters, lower case; empty when there is none. */
    String mediaType() {
        return header("Content-Type")
                .map(type -> type.split(";")[0].strip().toLowerCase(java.util.Locale.ROOT))
                .orElse("");
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public String getStatusInfo() {
        return "";
    }

    /** Judged before HAPI sees it: what is left is FHIR JSON, or nothing. */
    @Override
    public String getMimeType() {
        return body.length == 0 ? null : "application/fhir+json";
    }

    @Override
    public Map<String, List<String>> getAllHeaders() {
        return headers;
    }

    @Override
    public List<String> getHeaders(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    @Override
    public Object getResponse() {
        return this;
    }

    @Override
    public InputStream readEntity() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public Reader createReader() {
        return new InputStreamReader(readEntity(), StandardCharsets.UTF_8);
    }

    @Override
    public void bufferEntity() {
        // It already is.
    }

    @Override
    public void close() {
        // The connection went back to the pool when the body had been read.
    }
}
