// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

/** How a code stands to one criterion (code lists, column {@code role}). */
public enum Role {
    /** Meets the criterion when status and date allow. */
    INCLUDE,
    /** Suggestive: at most {@code possible}. */
    SIGNAL,
    /** Looks like a match and must not match this criterion. */
    EXCLUDE
}
