// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/**
 * A private key as JSON: one JWK, or a JWK Set of which one is chosen.
 *
 * @param file for messages
 * @param keyId chooses among several; empty when there is one
 */
record JwkText(Path file, String keyId) {

    JWK key(String json) {
        try {
            if (!JSONObjectUtils.parse(json).containsKey("keys")) {
                return JWK.parse(json);
            }
            List<JWK> keys = JWKSet.parse(json).getKeys().stream()
                    .filter(JWK::isPrivate)
                    .filter(key -> keyId.isEmpty() || keyId.equals(key.getKeyID()))
                    .toList();
            if (keys.size() == 1) {
                return keys.get(0);
            }
        } catch (ParseException | IllegalArgumentException | IllegalStateException notAKey) {
            throw new KeyFileException(file, "is no JWK (RFC 7517); make a key with './stemgate keys new FILE'");
        }
        throw new KeyFileException(file, "holds no private key or several; name the one to use with its key id");
    }
}
