// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.function.Supplier;

/**
 * A private key in a PKCS #12 keystore.
 *
 * @param file for messages
 * @param keyId the entry to take where there are several private keys; also the {@code kid}
 * @param password of the keystore and of the key
 */
record KeystoreKey(Path file, String keyId, Supplier<String> password) {

    JWK key(byte[] content) {
        String secret = password.get();
        KeyStore store = Keystore.open(file, content, secret);
        List<String> names = Keystore.privateKeys(file, store);
        String name = names.size() == 1
                ? names.get(0)
                : names.stream()
                        .filter(known -> known.equalsIgnoreCase(keyId))
                        .findFirst()
                        .orElseThrow(() -> new KeyFileException(
                                file, "the keystore holds several private keys; name the entry to use as key id"));
        try {
            Key key = store.getKey(name, secret.toCharArray());
            PublicKey open = store.getCertificate(name).getPublicKey();
            if (key instanceof PrivateKey half && open instanceof RSAPublicKey rsa) {
                return new RSAKey.Builder(rsa).privateKey(half).keyID(name).build();
            }
            if (key instanceof PrivateKey half && open instanceof ECPublicKey ec) {
                Curve curve = Curve.forECParameterSpec(ec.getParams());
                return new ECKey.Builder(curve, ec).privateKey(half).keyID(name).build();
            }
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException refused) {
            throw unusable();
        }
        throw unusable();
    }

    private KeyFileException unusable() {
        return new KeyFileException(file, "the keystore's key cannot be used; it must be RSA or EC with this password");
    }
}
