// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts every entry exactly once, knows what was seen before, and keeps what is for the dead letters. Thread-confined. */
final class EntryLedger {

    /** Whether a record was seen before. */
    enum Sighting {
        FIRST,
        SAME_BYTES,
        OTHER_CONTENT
    }

    private final Map<String, String> seen = new HashMap<>();
    private final List<UnreadableRecord> unreadable = new ArrayList<>();
    private int read;
    private int accepted;
    private int irrelevant;
    private int duplicate;
    private int deadLettered;

    /** Notes that a record was looked at. A record without an id is known by its bytes. */
    Sighting sighted(SearchPage.Record entry) {
        String hash = UnreadableRecord.sha256(entry.bytes());
        String before = seen.put(key(entry, hash), hash);
        if (before == null) {
            return Sighting.FIRST;
        }
        return before.equals(hash) ? Sighting.SAME_BYTES : Sighting.OTHER_CONTENT;
    }

    void accept() {
        read++;
        accepted++;
    }

    void passOver() {
        read++;
        irrelevant++;
    }

    void repeat() {
        read++;
        duplicate++;
    }

    UnreadableRecord deadLetter(RecordKind kind, SearchPage.Record entry, Reason reason, String line) {
        read++;
        deadLettered++;
        UnreadableRecord letter = new UnreadableRecord(
                kind,
                new ResourceRef(entry.type(), entry.id().orElse(""), ""),
                reason,
                line,
                entry.bytes(),
                UnreadableRecord.sha256(entry.bytes()));
        unreadable.add(letter);
        return letter;
    }

    List<UnreadableRecord> unreadable() {
        return List.copyOf(unreadable);
    }

    EntryCounts counts() {
        return new EntryCounts(read, accepted, irrelevant, duplicate, deadLettered);
    }

    private static String key(SearchPage.Record entry, String hash) {
        return entry.id().map(id -> entry.type() + "/" + id).orElse(hash);
    }
}
