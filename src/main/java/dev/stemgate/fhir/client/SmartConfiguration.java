// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * What of an EHR's {@code .well-known/smart-configuration} matters here (SMART App Launch 2.x, "Conformance").
 *
 * @param tokenEndpoint empty when it names none
 * @param knowsV2 true when its capabilities hold {@code permission-v2}
 */
record SmartConfiguration(Optional<URI> tokenEndpoint, boolean knowsV2) {

    /** An EHR that publishes nothing. */
    static final SmartConfiguration ABSENT = new SmartConfiguration(Optional.empty(), false);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is no JSON object counts as absent. */
    static SmartConfiguration parse(byte[] body) {
        try {
            JsonNode document = JSON.readTree(body);
            boolean v2 = false;
            for (JsonNode capability : document.path("capabilities")) {
                v2 |= capability.asText().equals("permission-v2");
            }
            return new SmartConfiguration(url(document.path("token_endpoint").asText()), v2);
        } catch (IOException notJson) {
            return ABSENT;
        }
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text)).filter(url -> url.getHost() != null);
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
