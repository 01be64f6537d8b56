// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A dead letter without its payload: free of personal data (CONTRACTS, Where PHI may be).
 *
 * @param id names it
 * @param source name of the EHR or of the drop folder it came from
 * @param place resource key, or file and line; for an unclassified code {@code system|code}
 * @param contentHash SHA-256 of the original bytes
 * @param reason why
 * @param patient keyed hash of the patient whose it is, where that is known; who it is: {@link DeadLetters#patient}, and the patients
 *     waiting for an unclassified code: {@link DeadLetters#waiting}
 * @param line one line a person understands
 * @param mediaType of the payload
 * @param seen how often the same bytes came
 * @param attempts how often it was replayed
 * @param modelVersion which model was in force; may be empty
 * @param state open, replayed or resolved
 * @param note why it is resolved; empty while it is open
 * @param firstSeen when it first came
 * @param lastSeen when it last came
 * @param closedAt when it was replayed or resolved; empty while it is open
 */
public record DeadLetter(
        LetterId id,
        String source,
        String place,
        String contentHash,
        Reason reason,
        Optional<String> patient,
        String line,
        String mediaType,
        int seen,
        int attempts,
        String modelVersion,
        LetterState state,
        String note,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> closedAt) {

    public DeadLetter {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(contentHash, "contentHash");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(firstSeen, "firstSeen");
        Objects.requireNonNull(lastSeen, "lastSeen");
        Objects.requireNonNull(closedAt, "closedAt");
    }
}
