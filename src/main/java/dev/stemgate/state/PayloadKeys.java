// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals payloads at rest with AES-256-GCM: a random nonce, the text and its tag, bound to the row in which they stand, so that a sealed
 * payload cannot be moved to another row. The current key seals; the previous one still opens what it sealed, until all is sealed
 * anew. Without a key payloads stand as they are. Immutable, thread-safe; never printed.
 */
public final class PayloadKeys {

    /** No key is set: nothing is sealed. */
    public static final PayloadKeys NONE = new PayloadKeys("", Map.of());

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A payload as it is stored.
     *
     * @param keyId which key sealed it; empty when none did
     */
    public record Sealed(byte[] bytes, String keyId) {

        /** Without the bytes. */
        @Override
        public String toString() {
            return "Sealed[" + keyId + "]";
        }
    }

    private final String current;
    private final Map<String, SecretKeySpec> keys;

    private PayloadKeys(String current, Map<String, SecretKeySpec> keys) {
        this.current = current;
        this.keys = Map.copyOf(keys);
    }

    /**
     * @param current 32 random bytes
     * @param previous the key before, while something may still be sealed with it
     * @throws IllegalArgumentException when a key has another length
     */
    public static PayloadKeys of(byte[] current, Optional<byte[]> previous) {
        Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
        previous.ifPresent(key -> keys.put(id(key), new SecretKeySpec(key, "AES")));
        keys.put(id(current), new SecretKeySpec(current, "AES"));
        return new PayloadKeys(id(current), keys);
    }

    private static String id(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a payload key has " + KEY_BYTES + " bytes");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("stemgate payload key ".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Names the key that seals; empty when there is none. Tells nothing about the key. */
    public String currentId() {
        return current;
    }

    Set<String> ids() {
        return keys.keySet();
    }

    /** @param place names the row in which the payload stands, for instance {@code dead_letter_payload/7} */
    public Sealed seal(byte[] payload, String place) {
        if (current.isEmpty()) {
            return new Sealed(payload, "");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] text =
                    cipher(Cipher.ENCRYPT_MODE, keys.get(current), nonce, place).doFinal(payload);
            byte[] sealed = ByteBuffer.allocate(nonce.length + text.length)
                    .put(nonce)
                    .put(text)
                    .array();
            return new Sealed(sealed, current);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /**
     * @throws StateUnavailableException when the key that sealed it is not set, or the payload was changed
     */
    public byte[] open(Sealed sealed, String place) {
        if (sealed.keyId().isEmpty()) {
            return sealed.bytes();
        }
        SecretKeySpec key = keys.get(sealed.keyId());
        if (key == null) {
            throw missing(sealed.keyId());
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed.bytes(), NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
                    .doFinal(sealed.bytes(), NONCE_BYTES, sealed.bytes().length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StateUnavailableException(
                    Problem.DAMAGED,
                    "a sealed payload of the state database was changed or damaged",
                    "restore the database from a backup");
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    static StateUnavailableException missing(String keyId) {
        return new StateUnavailableException(
                Problem.WRONG_KEY,
                "payloads of the state database are sealed with the key " + keyId + ", which is not set",
                "name its file with state.payloadKeyFile or state.previousPayloadKeyFile");
    }

    @Override
    public String toString() {
        return "PayloadKeys[" + current + "]";
    }
}
