// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/** What a key must be, so that a hospital's server can accept what it signs. */
final class KeyRules {

    private static final int LEAST_RSA_BITS = 2048;

    private KeyRules() {}

    /** @throws KeyFileException when the key is no RSA key of 2048 bits or more and no EC key on P-384, or its halves do not match */
    static SigningKey check(Path file, JWK key) {
        if (!key.isPrivate()) {
            throw new KeyFileException(file, "holds no private key; name the file with the private key");
        }
        if (key.getKeyUse() != null && !KeyUse.SIGNATURE.equals(key.getKeyUse())) {
            throw new KeyFileException(file, "the key is not for signing ('use' is not 'sig'); " + remedy());
        }
        JWSAlgorithm algorithm = algorithm(file, key);
        if (key.getAlgorithm() != null && !algorithm.equals(key.getAlgorithm())) {
            throw new KeyFileException(file, "the key says another algorithm than " + algorithm + "; " + remedy());
        }
        try {
            requirePair(file, key);
            return SigningKey.of(key);
        } catch (JOSEException | GeneralSecurityException unusable) {
            throw new KeyFileException(file, "the key cannot sign; " + remedy());
        }
    }

    private static JWSAlgorithm algorithm(Path file, JWK key) {
        if (key instanceof RSAKey rsa) {
            if (rsa.size() < LEAST_RSA_BITS) {
                throw new KeyFileException(file, "the RSA key has fewer than 2048 bits; " + remedy());
            }
            return JWSAlgorithm.RS384;
        }
        if (key instanceof ECKey ec && Curve.P_384.equals(ec.getCurve())) {
            return JWSAlgorithm.ES384;
        }
        throw new KeyFileException(file, "the key is neither RSA (RS384) nor EC on P-384 (ES384); " + remedy());
    }

    private static void requirePair(Path file, JWK key) throws JOSEException, GeneralSecurityException {
        boolean rsa = key instanceof RSAKey;
        KeyPair pair = rsa ? key.toRSAKey().toKeyPair() : key.toECKey().toKeyPair();
        String algorithm = rsa ? "SHA384withRSA" : "SHA384withECDSA";
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(pair.getPrivate());
        signing.update((byte) 1);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(pair.getPublic());
        verifying.update((byte) 1);
        if (!verifying.verify(signing.sign())) {
            throw new KeyFileException(file, "the private and the public half do not belong together; " + remedy());
        }
    }

    private static String remedy() {
        return "make one with './stemgate keys new FILE'";
    }
}
