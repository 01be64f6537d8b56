// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * An open letter about a code or a text that somebody has to classify. A text may be a clinical note: it is payload.
 *
 * @param letter the letter
 * @param ehr the EHR that sends the code
 * @param code the coding; of a text, system and code are empty and the display holds the text
 * @param kinds in which kinds of record it stood; empty when that was not noted
 * @param seen how often it was met
 * @param patients how many patients wait for it
 * @param firstSeen when it first came
 * @param lastSeen when it last came
 */
public record WorkItem(
        LetterId letter,
        String ehr,
        Code code,
        Set<RecordKind> kinds,
        int seen,
        int patients,
        Instant firstSeen,
        Instant lastSeen) {

    public WorkItem {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(code, "code");
        kinds = Set.copyOf(kinds);
        Objects.requireNonNull(firstSeen, "firstSeen");
        Objects.requireNonNull(lastSeen, "lastSeen");
    }

    /** Without the code's words, which may be a clinical note. */
    @Override
    public String toString() {
        return "WorkItem[" + letter + ", " + patients + " patient(s)]";
    }
}
