// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The token endpoint of a sandbox: client credentials with a signed assertion, and nothing else (RFC 6749, RFC 7523). Thread-safe. */
final class TokenServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient SmartSettings settings;
    private final transient AssertionCheck check;
    private final transient IssuedTokens tokens;
    private final transient List<String> refusals = new CopyOnWriteArrayList<>();

    TokenServlet(SmartSettings settings, AssertionCheck check, IssuedTokens tokens) {
        this.settings = settings;
        this.check = check;
        this.tokens = tokens;
    }

    /** Why requests were refused, in order. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"client_credentials".equals(request.getParameter("grant_type"))) {
            refuse(response, "unsupported_grant_type", "grant_type is not client_credentials");
            return;
        }
        if (!ASSERTION.equals(request.getParameter("client_assertion_type"))) {
            refuse(response, "invalid_request", "client_assertion_type is not jwt-bearer");
            return;
        }
        try {
            check.check(Objects.requireNonNullElse(request.getParameter("client_assertion"), ""));
        } catch (RefusedAssertion refused) {
            refuse(response, "invalid_client", refused.getMessage());
            return;
        }
        List<String> asked = Arrays.stream(Objects.requireNonNullElse(request.getParameter("scope"), "")
                        .split(" "))
                .filter(scope -> !scope.isEmpty())
                .toList();
        if (asked.isEmpty() || !settings.supported().containsAll(asked)) {
            refuse(response, "invalid_scope", "a scope is unknown, or none is asked for");
            return;
        }
        grant(response, asked);
    }

    private void grant(HttpServletResponse response, List<String> asked) throws IOException {
        List<String> granted = asked.stream()
                .filter(scope -> !settings.withheld().contains(scope))
                .toList();
        answer(
                response,
                200,
                Map.of(
                        "access_token",
                        tokens.issue(granted),
                        "token_type",
                        "bearer",
                        "expires_in",
                        settings.tokenLife().toSeconds(),
                        "scope",
                        String.join(" ", granted)));
    }

    private void refuse(HttpServletResponse response, String error, String why) throws IOException {
        refusals.add(error + ": " + why);
        answer(response, 400, Map.of("error", error, "error_description", why));
    }

    private static void answer(HttpServletResponse response, int status, Map<String, Object> body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
