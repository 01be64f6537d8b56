// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.intake.Subject;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputSubject;
import dev.stemgate.state.InputUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What is committed together: some units of one file with all that belongs to them. Mutable, thread-confined. */
final class Chunk {

    private static final int MOST_UNITS = 250;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    final List<InputUnit> units = new ArrayList<>();
    final List<ImportedRecord> records = new ArrayList<>();
    final List<NewDeadLetter> letters = new ArrayList<>();
    /** By key, so that two files that are read at once lock their subjects in one order. */
    final TreeMap<String, InputSubject> subjects = new TreeMap<>();

    private final Map<Subject, InputSubject> rows = new HashMap<>();
    private final Set<String> contents = new HashSet<>();
    private long bytes;

    /** @param row made once for what several lines say alike */
    InputSubject mention(Subject said, Function<Subject, InputSubject> row) {
        InputSubject subject = rows.computeIfAbsent(said, row);
        mention(subject);
        return subject;
    }

    private void mention(InputSubject subject) {
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

    boolean isEmpty() {
        return units.isEmpty() && subjects.isEmpty();
    }

    boolean isFull() {
        return units.size() >= MOST_UNITS || bytes >= MOST_BYTES;
    }

    void clear() {
        units.clear();
        records.clear();
        letters.clear();
        subjects.clear();
        rows.clear();
        contents.clear();
        bytes = 0;
    }
}
