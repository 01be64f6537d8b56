// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import dev.stemgate.deadletter.Reason;
import java.util.Objects;

/**
 * A line, entry or message that cannot be taken and goes to the dead letters.
 *
 * @param place where it stands
 * @param reason why
 * @param line one line a person understands, without personal data
 * @param original the bytes as received; what was over a limit is cut off
 * @param subject whose it is, as far as that can be told: the kind is then incomplete for that patient (CONTRACTS)
 * @param type FHIR resource type that it would have become; empty when that cannot be told, and every kind is then incomplete
 */
public record Refusal(Place place, Reason reason, String line, OriginalBytes original, Subject subject, String type) {

    public Refusal {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(type, "type");
    }

    /** A refusal of something that does not say whose or what it is. */
    public static Refusal of(Place place, Reason reason, String line, OriginalBytes original) {
        return new Refusal(place, reason, line, original, Subject.NOT_SAID, "");
    }
}
