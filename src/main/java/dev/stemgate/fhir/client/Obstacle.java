// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

/**
 * A reason why an endpoint cannot be used that a person can remove: its certificate, our certificate, our key, our scopes. The words
 * name the remedy and never quote the server.
 */
public enum Obstacle {
    TLS_UNTRUSTED("the server's certificate is not signed by a trusted CA; name the hospital's CA with caFile"),
    TLS_EXPIRED("the server's certificate has expired; the hospital must renew it"),
    TLS_NOT_YET_VALID("the server's certificate is not valid yet; check this machine's clock"),
    TLS_WRONG_HOST("the server's certificate is for another host; check the host in baseUrl and tokenUrl"),
    TLS_CLIENT_CERTIFICATE("the server refuses our client certificate, or that there is none; check clientCertFile"),
    TLS_BROKEN_OFF(
            "the server breaks off the secure connection before it answers; if it wants a client certificate, check clientCertFile"),
    TLS_FAILED("no secure connection can be agreed on; the server needs TLS 1.2 or 1.3"),
    KEY_UNUSABLE("our key cannot be read; check keyFile"),
    TOKEN_URL_UNKNOWN("the EHR names no token endpoint; set tokenUrl"),
    TOKEN_URL_FOREIGN(
            "the EHR names a token endpoint at another origin; if the hospital confirms it, set tokenUrl to it"),
    TOKEN_INVALID_CLIENT(
            "the token endpoint refuses our client or its signature; check clientId, keyFile, and that the hospital has our JWKS"),
    TOKEN_INVALID_SCOPE("the token endpoint refuses the scopes asked for; set scopes to those that the hospital gave"),
    TOKEN_REFUSED("the token endpoint refuses the request; check clientId, tokenUrl and scopes with the hospital"),
    TOKEN_REDIRECT("the token endpoint redirects, which is not followed; set tokenUrl to where it is"),
    TOKEN_UNREADABLE("the token endpoint does not answer with a bearer token; check tokenUrl"),
    TOKEN_UNAVAILABLE("the token endpoint is not available");

    private final String words;

    Obstacle(String words) {
        this.words = words;
    }

    /** What is wrong and what removes it, in one line. */
    public String words() {
        return words;
    }

    /** The word for logs and health: {@code tls-expired}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
