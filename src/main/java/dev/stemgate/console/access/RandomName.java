// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import java.security.SecureRandom;
import java.util.Base64;

/** A name that cannot be guessed: 128 random bits, in letters that may stand in addresses and cookies. */
final class RandomName {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomName() {}

    static String next() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
