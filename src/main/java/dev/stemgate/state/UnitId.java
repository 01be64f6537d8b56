// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

/**
 * Names a patient unit; grows with the order of the requests. Printed and typed as {@code U-42}.
 *
 * @param number positive
 */
public record UnitId(long number) {

    private static final String PREFIX = "U-";

    public UnitId {
        if (number < 1) {
            throw new IllegalArgumentException("a unit's number is positive");
        }
    }

    /**
     * Reads {@code U-42} or {@code 42}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static UnitId parse(String text) {
        if (!text.matches("(?i)(U-)?[0-9]{1,18}")) {
            throw new IllegalArgumentException("a unit is named like U-42");
        }
        return new UnitId(Long.parseLong(text.replaceFirst("(?i)^U-", "")));
    }

    @Override
    public String toString() {
        return PREFIX + number;
    }
}
