// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.Locale;

/**
 * Names a dead letter; grows with the order of arrival. Printed and typed as {@code DL-000123}.
 *
 * @param number positive
 */
public record LetterId(long number) {

    public LetterId {
        if (number < 1) {
            throw new IllegalArgumentException("a letter's number is positive");
        }
    }

    /**
     * Reads {@code DL-000123}, {@code dl-123} or {@code 123}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static LetterId parse(String text) {
        if (!text.matches("(?i)(DL-)?[0-9]{1,18}")) {
            throw new IllegalArgumentException("a dead letter is named like DL-000123");
        }
        return new LetterId(Long.parseLong(text.replaceFirst("(?i)^DL-", "")));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "DL-%06d", number);
    }
}
