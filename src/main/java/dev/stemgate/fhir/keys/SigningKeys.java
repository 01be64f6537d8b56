// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys of the bridge for one hospital. Both are published; only the current one signs. To change keys, publish the new one as next,
 * wait until the hospital has fetched it, then make it the current one.
 *
 * @param current signs
 * @param next will sign after the next change of keys; empty when none is prepared
 */
public record SigningKeys(SigningKey current, Optional<SigningKey> next) {

    public SigningKeys {
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(next, "next");
    }

    /** The public halves, the current one first. */
    List<JWK> published() {
        return next.map(key -> List.of(current.publicHalf(), key.publicHalf())).orElse(List.of(current.publicHalf()));
    }

    /** A JWK Set (RFC 7517) with the public halves of these keys, each once; no private member is in it. */
    public static String jwks(List<SigningKeys> keys) {
        List<Map<String, Object>> members = keys.stream()
                .flatMap(some -> some.published().stream())
                .distinct()
                .map(JWK::toJSONObject)
                .toList();
        return JSONObjectUtils.toJSONString(Map.of("keys", members));
    }

    /** The JWK Set of these keys alone. */
    public String jwks() {
        return jwks(List.of(this));
    }
}
