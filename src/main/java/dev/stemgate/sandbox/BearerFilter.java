// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lets through what comes with a valid token whose scopes reach it: 401 without one, 403 beyond its scopes. Thread-safe. */
final class BearerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "Bearer ";

    private final transient IssuedTokens tokens;

    BearerFilter(IssuedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = Objects.requireNonNullElse(request.getPathInfo(), "").replaceFirst("^/", "");
        if (path.equals("metadata") || request.getRequestURI().endsWith("/.well-known/smart-configuration")) {
            chain.doFilter(request, response);
            return;
        }
        String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        Optional<List<String>> scopes =
                header.startsWith(PREFIX) ? tokens.scopes(header.substring(PREFIX.length())) : Optional.empty();
        if (scopes.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            refuse(request, response, 401, "login");
        } else if (!reaches(scopes.get(), request.getMethod(), path)) {
            refuse(request, response, 403, "forbidden");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A page of a search was paid for by its first page. */
    private static boolean reaches(List<String> scopes, String method, String path) {
        String type = path.split("/", 2)[0];
        if (type.isEmpty()) {
            return method.equals("GET")
                    || SmartScopes.allow(scopes, "Observation", 'c')
                    || SmartScopes.allow(scopes, "Observation", 'u');
        }
        boolean search = path.equals(type) || path.endsWith("/_search");
        char action =
                switch (method) {
                    case "GET" -> search ? 's' : 'r';
                    case "POST" -> path.endsWith("/_search") ? 's' : 'c';
                    case "DELETE" -> 'd';
                    default -> 'u';
                };
        return SmartScopes.allow(scopes, type, action);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String code)
            throws IOException {
        request.getInputStream().transferTo(OutputStream.nullOutputStream());
        response.setStatus(status);
        response.setContentType("application/fhir+json");
        response.getOutputStream()
                .write(("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" + code
                                + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
