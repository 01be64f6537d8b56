// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text as a column holds it: Base64 of the sealed bytes where a key is set, else the text itself. The empty text stays empty.
 *
 * @param text what stands in the column
 * @param keyId which key sealed it; empty when none did
 */
record SealedText(String text, String keyId) {

    /** @param place names row and column, for instance {@code input_merge/drops/1a2b} */
    static SealedText of(Transaction transaction, String plain, String place) {
        PayloadKeys.Sealed sealed = transaction.seal(plain.getBytes(StandardCharsets.UTF_8), place);
        return sealed.keyId().isEmpty() || plain.isEmpty()
                ? new SealedText(plain, sealed.keyId())
                : new SealedText(Base64.getEncoder().encodeToString(sealed.bytes()), sealed.keyId());
    }

    /** @throws StateUnavailableException when the key that sealed it is not set, or it was changed */
    String open(Transaction transaction, String place) {
        if (keyId.isEmpty() || text.isEmpty()) {
            return text;
        }
        byte[] sealed = bytes();
        return new String(transaction.unseal(new PayloadKeys.Sealed(sealed, keyId), place), StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException damaged) {
            return new byte[0];
        }
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "SealedText[" + keyId + "]";
    }
}
