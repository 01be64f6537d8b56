// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** {@code .well-known/smart-configuration} of a sandbox (SMART App Launch 2.x, "Conformance"). Thread-safe. */
final class SmartConfigurationServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient SmartSettings settings;
    private final transient URI tokenEndpoint;

    SmartConfigurationServlet(SmartSettings settings, URI tokenEndpoint) {
        this.settings = settings;
        this.tokenEndpoint = tokenEndpoint;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!settings.discoverable()) {
            response.setStatus(404);
            return;
        }
        response.setContentType("application/json");
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(Map.of(
                        "token_endpoint", tokenEndpoint.toString(),
                        "grant_types_supported", List.of("client_credentials"),
                        "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
                        "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"),
                        "scopes_supported", settings.supported(),
                        "code_challenge_methods_supported", List.of("S256"),
                        "capabilities", List.of("client-confidential-asymmetric", "permission-v1", "permission-v2"))));
    }
}
