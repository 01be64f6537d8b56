// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key in PEM: PKCS #8, not encrypted, RSA or EC. Other forms are refused with the command that converts them.
 *
 * @param file for messages
 */
record PemKey(Path file) {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");

    JWK key(String pem) {
        if (pem.contains("BEGIN RSA PRIVATE KEY") || pem.contains("BEGIN EC PRIVATE KEY")) {
            throw new KeyFileException(
                    file, "is not PKCS #8; convert it with 'openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW'");
        }
        if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            throw new KeyFileException(
                    file, "is encrypted; put the key into a PKCS #12 keystore, or decrypt it with 'openssl pkcs8'");
        }
        Matcher block = PKCS8.matcher(pem);
        if (!block.find()) {
            throw new KeyFileException(file, "holds no private key; name the file with 'BEGIN PRIVATE KEY'");
        }
        try {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
            return isEc(spec) ? ec(spec) : rsa(spec);
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException broken) {
            throw new KeyFileException(file, "the private key is damaged; make one with './stemgate keys new FILE'");
        }
    }

    private static boolean isEc(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            KeyFactory.getInstance("RSA").generatePrivate(spec);
            return false;
        } catch (GeneralSecurityException other) {
            KeyFactory.getInstance("EC").generatePrivate(spec);
            return true;
        }
    }

    private static JWK rsa(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.generatePrivate(spec);
        RSAPublicKey open =
                (RSAPublicKey) keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        return new RSAKey.Builder(open).privateKey(key).build();
    }

    private JWK ec(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
        Curve curve = Curve.forECParameterSpec(key.getParams());
        if (!Curve.P_384.equals(curve)) {
            throw new KeyFileException(
                    file, "the EC key is not on P-384 (ES384); make one with './stemgate keys new FILE'");
        }
        ECPublicKey open = PublicPoint.of(key);
        return new ECKey.Builder(curve, open).privateKey(key).build();
    }
}
