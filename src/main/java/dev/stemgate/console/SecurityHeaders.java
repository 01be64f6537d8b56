// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every answer tells the browser: run and load nothing but our own files, never inside another page, keep nothing, tell nobody where
 * one came from.
 */
final class SecurityHeaders {

    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = new LinkedHashMap<>();

    static {
        HEADERS.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        HEADERS.put("X-Content-Type-Options", "nosniff");
        HEADERS.put("X-Frame-Options", "DENY");
        HEADERS.put("Referrer-Policy", "no-referrer");
        HEADERS.put("Cross-Origin-Opener-Policy", "same-origin");
        HEADERS.put("Cross-Origin-Resource-Policy", "same-origin");
        HEADERS.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        HEADERS.put("X-Robots-Tag", "noindex");
        HEADERS.put("Cache-Control", "no-store");
    }

    private SecurityHeaders() {}

    static void set(HttpServletResponse response, boolean secure) {
        HEADERS.forEach(response::setHeader);
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
