// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.message.BasicNameValuePair;

/** Small requests beside FHIR: discovery and tokens. Follows no redirect; reads at most 256 KiB. Thread-safe. */
final class PlainHttp {

    private static final int MOST_BYTES = 256 * 1024;

    /** An answer, wholly read. */
    record Reply(int status, byte[] body, Map<String, String> headers) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private final HttpClient http;
    private final Duration deadline;

    PlainHttp(HttpClient http, Duration deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    Reply get(URI url) throws IOException {
        return send(new HttpGet(url));
    }

    Reply post(URI url, Map<String, String> form) throws IOException {
        HttpPost request = new HttpPost(url);
        List<BasicNameValuePair> pairs = form.entrySet().stream()
                .map(pair -> new BasicNameValuePair(pair.getKey(), pair.getValue()))
                .toList();
        request.setEntity(new UrlEncodedFormEntity(pairs, StandardCharsets.UTF_8));
        return send(request);
    }

    private Reply send(HttpUriRequest request) throws IOException {
        request.setHeader("Accept", "application/json");
        return http.execute(request, this::read);
    }

    private Reply read(HttpResponse response) throws IOException {
        Map<String, String> headers = new java.util.TreeMap<>();
        for (Header header : response.getAllHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        return new Reply(response.getStatusLine().getStatusCode(), body(response.getEntity()), Map.copyOf(headers));
    }

    private byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        long start = System.nanoTime();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream body = entity.getContent()) {
            byte[] buffer = new byte[8 * 1024];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read.write(buffer, 0, n);
                if (read.size() > MOST_BYTES) {
                    throw new IOException("the answer is larger than any token");
                }
                if (System.nanoTime() - start > deadline.toNanos()) {
                    throw new SocketTimeoutException("the answer did not end in time");
                }
            }
        }
        return read.toByteArray();
    }
}
