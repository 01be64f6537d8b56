// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

/** Administrative gender. Everything but {@link #MALE} counts as possibly female (MODEL §3). */
public enum Sex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN;

    public boolean certainlyMale() {
        return this == MALE;
    }
}
