// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks a client's assertion to the letter of SMART App Launch 2.x ("Client Authentication: Asymmetric") and allows nothing for a clock
 * that is wrong: header {@code typ}, {@code alg} RS384 or ES384, {@code kid} of a registered key of that kind, the signature,
 * {@code iss} = {@code sub} = client, {@code aud} = this token endpoint, {@code exp} to come and at most five minutes away, and a
 * {@code jti} that was not seen before. Thread-safe.
 */
final class AssertionCheck {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private final SmartSettings settings;
    private final URI tokenEndpoint;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    AssertionCheck(SmartSettings settings, URI tokenEndpoint) {
        this.settings = settings;
        this.tokenEndpoint = tokenEndpoint;
    }

    /** @throws RefusedAssertion with what is wrong */
    void check(String assertion) throws RefusedAssertion {
        try {
            SignedJWT token = SignedJWT.parse(assertion);
            checkSignature(token);
            checkClaims(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalStateException broken) {
            throw new RefusedAssertion("it is no signed JWT");
        }
    }

    private void checkSignature(SignedJWT token) throws RefusedAssertion, JOSEException {
        JWSHeader header = token.getHeader();
        require(JOSEObjectType.JWT.equals(header.getType()), "typ is not JWT");
        JWSAlgorithm algorithm = header.getAlgorithm();
        require(
                JWSAlgorithm.RS384.equals(algorithm) || JWSAlgorithm.ES384.equals(algorithm),
                "alg is neither RS384 nor ES384");
        require(header.getKeyID() != null, "kid is missing");
        JWK key = settings.jwks().getKeyByKeyId(header.getKeyID());
        require(key != null, "kid is not registered");
        require(key instanceof RSAKey == JWSAlgorithm.RS384.equals(algorithm), "alg does not fit the key");
        JWSVerifier verifier = key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(key.toECKey());
        require(token.verify(verifier), "the signature is wrong");
    }

    private void checkClaims(JWTClaimsSet claims) throws RefusedAssertion {
        require(settings.clientId().equals(claims.getIssuer()), "iss is not the client");
        require(settings.clientId().equals(claims.getSubject()), "sub is not the client");
        require(claims.getAudience().equals(List.of(tokenEndpoint.toString())), "aud is not this token endpoint");
        require(claims.getExpirationTime() != null, "exp is missing");
        Instant now = settings.clock().instant();
        Instant expires = claims.getExpirationTime().toInstant();
        require(now.isBefore(expires), "exp is past");
        require(!expires.isAfter(now.plus(LONGEST_LIFE)), "exp is more than five minutes away");
        String id = Objects.requireNonNullElse(claims.getJWTID(), "");
        require(!id.isBlank(), "jti is missing");
        seen.values().removeIf(now::isAfter);
        require(seen.putIfAbsent(id, expires) == null, "jti was seen before");
    }

    private static void require(boolean held, String otherwise) throws RefusedAssertion {
        if (!held) {
            throw new RefusedAssertion(otherwise);
        }
    }
}
