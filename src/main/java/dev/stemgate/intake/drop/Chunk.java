// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputSubject;
import dev.stemgate.state.InputUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What is committed together: some units of one file with all that belongs to them. Mutable, thread-confined. */
final class Chunk {

    private static final int MOST_UNITS = 250;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    final List<InputUnit> units = new ArrayList<>();
    final List<ImportedRecord> records = new ArrayList<>();
    final List<NewDeadLetter> letters = new ArrayList<>();
    /** By key, so that two files that are read at once lock their subjects in one order. */
    final TreeMap<String, InputSubject> subjects = new TreeMap<>();

    private final Set<String> contents = new HashSet<>();
    private long bytes;

    void mention(InputSubject subject) {
        subjects.merge(
                subject.key(),
                subject,
                (before, now) ->
                        now.description().isEmpty() || (before.described() && !now.described()) ? before : now);
    }

    void add(ImportedRecord record) {
        records.add(record);
        bytes += record.content().length + record.original().length;
        contents.add(record.key() + " " + record.contentHash());
    }

    void add(NewDeadLetter letter, int length) {
        letters.add(letter);
        bytes += length;
    }

    boolean holds(String key, String contentHash) {
        return contents.contains(key + " " + contentHash);
    }

    boolean isFull() {
        return units.size() >= MOST_UNITS || bytes >= MOST_BYTES;
    }

    void clear() {
        units.clear();
        records.clear();
        letters.clear();
        subjects.clear();
        contents.clear();
        bytes = 0;
    }
}
