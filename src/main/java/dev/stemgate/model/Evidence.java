// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One record that bears on a criterion, and why it counts or does not. However many of its codings match, it is one piece.
 *
 * @param ref the record
 * @param code the coding that matched; for a match by words its display holds the words
 * @param date the date that the rule looked at; empty when undated
 * @param status status words as a person reads them, for instance {@code active, confirmed}
 * @param weight whether and how strongly it counts
 * @param why one sentence
 */
public record Evidence(ResourceRef ref, Code code, Optional<DateRange> date, String status, Weight weight, String why) {

    public enum Weight {
        DEFINITE,
        SUGGESTIVE,
        NOT_COUNTED
    }

    public Evidence {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(why, "why");
    }
}
