// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.codes;

import dev.stemgate.fhir.client.FakeEhr;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.client.FakeEhr.Request;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A FHIR terminology server over HTTP that knows a few SNOMED CT codes, where they stand, and value sets; it can be told to fail. */
public final class StubTerminologyServer implements AutoCloseable {

    private final FakeEhr http = new FakeEhr();
    private final Map<String, String> displays = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> ancestors = new ConcurrentHashMap<>();
    private final Map<String, String> valueSets = new ConcurrentHashMap<>();

    public StubTerminologyServer() throws IOException {
        recover();
    }

    /** @param above every code above it */
    public StubTerminologyServer knows(String code, String display, String... above) {
        displays.put(code, display);
        ancestors.put(code, Set.of(above));
        return this;
    }

    public StubTerminologyServer expands(String url, String... codes) {
        String contains = Set.of(codes).stream()
                .map("{\"system\": \"http://snomed.info/sct\", \"code\": \"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        valueSets.put(
                url,
                """
                {"resourceType": "ValueSet", "status": "active", "expansion": {
                    "timestamp": "2026-01-01T00:00:00Z", "total": %d, "contains": [%s]}}"""
                        .formatted(codes.length, contains)
                        .replace(", \"contains\": []", ""));
        return this;
    }

    /** Every further question is answered so. */
    public void fails(FakeEhr.Answering answering) {
        http.answers(answering);
    }

    /** Every further question that names this code is answered so, all others as they should be. */
    public void failsFor(String code, Reply reply) {
        http.answers(request -> parameters(request).containsValue(code) ? reply : answer(request));
    }

    public void recover() {
        http.answers(this::answer);
    }

    public URI base() {
        return http.base();
    }

    public List<Request> requests() {
        return http.requests();
    }

    /** The operation and its parameters, for instance {@code $subsumes codeA=1 codeB=2}. */
    public static Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        String query = URI.create(request.uri()).getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int is = pair.indexOf('=');
            parameters.put(pair.substring(0, is), URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private Reply answer(Request request) {
        Map<String, String> asked = parameters(request);
        String path = URI.create(request.uri()).getPath();
        if (path.endsWith("CodeSystem/$validate-code") && isSnomed(asked.get("url"))) {
            String display = displays.get(asked.get("code"));
            return display == null
                    ? parameters("{\"name\": \"result\", \"valueBoolean\": false}")
                    : parameters("{\"name\": \"result\", \"valueBoolean\": true},"
                            + "{\"name\": \"display\", \"valueString\": \"" + display + "\"}");
        }
        if (path.endsWith("CodeSystem/$subsumes") && isSnomed(asked.get("system"))) {
            Set<String> above = new TreeSet<>(ancestors.getOrDefault(asked.get("codeB"), Set.of()));
            above.add(asked.get("codeB"));
            return parameters("{\"name\": \"outcome\", \"valueCode\": \""
                    + (above.contains(asked.get("codeA")) ? "subsumes" : "not-subsumed") + "\"}");
        }
        if (path.endsWith("ValueSet/$expand") && valueSets.containsKey(asked.get("url"))) {
            return Reply.json(valueSets.get(asked.get("url")));
        }
        return Reply.status(404, "");
    }

    private static boolean isSnomed(String system) {
        return "http://snomed.info/sct".equals(system);
    }

    static Reply parameters(String members) {
        return Reply.json("{\"resourceType\": \"Parameters\", \"parameter\": [" + members + "]}");
    }

    @Override
    public void close() {
        http.close();
    }
}
