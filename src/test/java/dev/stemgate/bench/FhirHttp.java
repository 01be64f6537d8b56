// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;

/** Plain FHIR requests, as a script would send them. Thread-safe. */
final class FhirHttp {

    private static final int ENTRIES = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    FhirHttp(URI base) {
        this.base = base;
    }

    String get(String relativeUrl) {
        return send(HttpRequest.newBuilder(URI.create(base + "/" + relativeUrl))
                .header("Cache-Control", "no-cache")
                .GET());
    }

    String transaction(String bundle) {
        return send(HttpRequest.newBuilder(base)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(bundle)));
    }

    /** Loads resources by id, two hundred in a transaction. */
    void load(List<String> resources) {
        for (int from = 0; from < resources.size(); from += ENTRIES) {
            transaction(resources.subList(from, Math.min(resources.size(), from + ENTRIES)).stream()
                    .map(FhirHttp::put)
                    .collect(Collectors.joining(
                            ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}")));
        }
    }

    private static String put(String resource) {
        String type = resource.replaceFirst("(?s).*?\"resourceType\":\"(\\w+)\".*", "$1");
        String id = resource.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        return "{\"resource\":" + resource + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + type + "/" + id + "\"}}";
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.header("Accept", "application/fhir+json").build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("HTTP " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }
}
