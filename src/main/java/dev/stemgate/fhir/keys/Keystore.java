// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Opens PKCS #12 keystores. */
public final class Keystore {

    private Keystore() {}

    /**
     * Opens a keystore that holds at least one private key.
     *
     * @param password empty for none
     * @throws KeyFileException when it cannot be read, its password is wrong, or no private key is in it
     */
    public static KeyStore open(Path file, String password) {
        return open(file, KeyFile.content(file), password);
    }

    static KeyStore open(Path file, byte[] content, String password) {
        KeyStore store;
        try {
            store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password.toCharArray());
        } catch (IOException | GeneralSecurityException refused) {
            throw new KeyFileException(
                    file,
                    "is neither a key in PEM or JWK nor a PKCS #12 keystore that this password opens;"
                            + " check the file and its password");
        }
        if (privateKeys(file, store).isEmpty()) {
            throw new KeyFileException(file, "the keystore holds no private key; export it with its private key");
        }
        return store;
    }

    /** Names of the entries with a private key. */
    static List<String> privateKeys(Path file, KeyStore store) {
        try {
            List<String> names = new ArrayList<>();
            for (String name : Collections.list(store.aliases())) {
                if (store.isKeyEntry(name)) {
                    names.add(name);
                }
            }
            return names;
        } catch (GeneralSecurityException unreadable) {
            throw new KeyFileException(file, "the keystore cannot be listed; export it again as PKCS #12");
        }
    }
}
