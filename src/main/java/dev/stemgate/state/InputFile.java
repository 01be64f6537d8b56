// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A file or message that was taken, as it was when it was read from the ledger.
 *
 * @param id names it; grows with the order of arrival
 * @param source folder or listener
 * @param ehr whose patients it concerns
 * @param name of the file without folders, or id of the message
 * @param contentHash SHA-256 of its bytes
 * @param bytes its length
 * @param state how far it is
 * @param reached how many of its input units are committed
 * @param line of what it is a repeat, or why it is refused; else empty
 * @param reported whether its report says how every unit ended
 * @param restsAt where the file came to rest; empty before, and for messages
 * @param seenAt when it was taken
 * @param endedAt when it was read to its end
 */
public record InputFile(
        long id,
        String source,
        String ehr,
        String name,
        String contentHash,
        long bytes,
        State state,
        long reached,
        String line,
        boolean reported,
        String restsAt,
        Instant seenAt,
        Optional<Instant> endedAt) {

    /** How far a file is. */
    public enum State {
        /** Its units are being committed; after a crash reading goes on. */
        READING,
        /** Every unit is in the ledger. */
        READ,
        /** The same content was taken before. */
        DUPLICATE,
        /** Refused as a whole. */
        REFUSED;

        /** The word that is stored and shown. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public InputFile {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contentHash, "contentHash");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(restsAt, "restsAt");
        Objects.requireNonNull(seenAt, "seenAt");
        Objects.requireNonNull(endedAt, "endedAt");
    }
}
