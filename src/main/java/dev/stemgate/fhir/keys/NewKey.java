// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes private keys. */
public enum NewKey {
    /** RSA, 3072 bits. */
    RS384,
    /** EC on P-384. */
    ES384;

    private static final int RSA_BITS = 3072;

    /**
     * Makes a key and writes it as a JWK into a new file that only its owner may read (0600 where the file system knows modes).
     *
     * @throws KeyFileException when the file exists already or cannot be written
     */
    public SigningKey writeTo(Path file) {
        JWK key = generate();
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
            ByteBuffer text = ByteBuffer.wrap((key.toJSONString() + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                out.write(text);
            }
        } catch (FileAlreadyExistsException exists) {
            throw new KeyFileException(file, "exists already; a key is never overwritten, name another file");
        } catch (IOException failed) {
            throw new KeyFileException(
                    file,
                    "cannot be written (" + failed.getClass().getSimpleName() + "); check folder and permissions");
        }
        return KeyRules.check(file, key);
    }

    private JWK generate() {
        try {
            return this == RS384
                    ? new RSAKeyGenerator(RSA_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS384)
                            .keyIDFromThumbprint(true)
                            .generate()
                    : new ECKeyGenerator(Curve.P_384)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES384)
                            .keyIDFromThumbprint(true)
                            .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java makes no " + name() + " key");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
