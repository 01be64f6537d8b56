// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A file with a private key: a JWK or a JWK Set, PEM (PKCS #8), or a PKCS #12 keystore. Read anew each time, so that a changed key is
 * picked up. Immutable.
 *
 * @param file the file
 * @param keyId the {@code kid} to use, and the one to choose where the file holds several keys; empty for the file's own, or the key's
 *     thumbprint (RFC 7638) where it has none
 * @param password of a PKCS #12 keystore; gives an empty text for none
 */
public record KeyFile(Path file, String keyId, Supplier<String> password) {

    private static final int LARGEST = 1 << 20;

    public KeyFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(password, "password");
    }

    /** @throws KeyFileException when there is no usable key */
    public SigningKey read() {
        byte[] content = content(file);
        JWK key = parse(content);
        return KeyRules.check(file, named(key));
    }

    private JWK parse(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        if (text.isEmpty()) {
            throw new KeyFileException(file, "the key file is empty; make a key with './stemgate keys new FILE'");
        }
        if (text.startsWith("{")) {
            return new JwkText(file, keyId).key(new String(content, StandardCharsets.UTF_8));
        }
        return text.contains("-----BEGIN ")
                ? new PemKey(file).key(text)
                : new KeystoreKey(file, keyId, password).key(content);
    }

    private JWK named(JWK key) {
        try {
            String id = keyId.isEmpty()
                    ? key.getKeyID() == null || key.getKeyID().isBlank()
                            ? key.computeThumbprint().toString()
                            : key.getKeyID()
                    : keyId;
            return key instanceof RSAKey rsa
                    ? new RSAKey.Builder(rsa).keyID(id).build()
                    : key instanceof ECKey ec ? new ECKey.Builder(ec).keyID(id).build() : key;
        } catch (JOSEException impossible) {
            throw new IllegalStateException("SHA-256 is missing");
        }
    }

    /** @throws KeyFileException when the file is missing, unreadable or far too large for what it should be */
    static byte[] content(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new KeyFileException(file, "is larger than any key file; check the path");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new KeyFileException(
                    file,
                    "the file cannot be read (" + unreadable.getClass().getSimpleName()
                            + "); check path and permissions");
        }
    }

    @Override
    public String toString() {
        return "KeyFile[" + file + "]";
    }
}
