// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.Slice;
import dev.stemgate.model.RecordKind;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Silent records of one patient that stand near each other in one file, as one entry: the patient's id once, and of each record its kind, id, version and
 * place, the place as the distance from the record before. Thread-confined.
 */
final class SilentRun {

    private static final RecordKind[] KINDS = RecordKind.values();
    private static final int LARGEST = 1 << 14;

    private final ByteSink bytes = new ByteSink();
    private Slice patient = Slice.of("");
    private int file;
    private long offset;
    private int line;

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    int size() {
        return bytes.size();
    }

    String patient() {
        return patient.text();
    }

    /** Whether a record can be added. */
    boolean takes(LineReading.Silent record, Place place) {
        return !isEmpty()
                && bytes.size() < LARGEST
                && file == place.file()
                && offset <= place.offset()
                && line <= place.line()
                && patient.isSame(record.patient());
    }

    /** Begins with no record. */
    void begin(LineReading.Silent first, Place place) {
        clear();
        patient = Slice.of(first.patient().text());
        file = place.file();
    }

    void clear() {
        bytes.clear();
        offset = 0;
        line = 0;
    }

    void add(LineReading.Silent record, Place place) {
        bytes.constant(record.kind());
        bytes.number(place.offset() - offset);
        bytes.number(place.length());
        bytes.number(place.line() - line);
        bytes.text(record.id());
        bytes.text(record.version());
        offset = place.offset();
        line = place.line();
    }

    /** Writes what follows the patient's id and the tag. */
    void write(ByteSink out) {
        out.number(file);
        out.bytes(bytes);
    }

    /** Adds the record of each to those seen, and counts them. */
    static int count(ByteSource in, SeenRecords seen) {
        in.number();
        int count = 0;
        while (in.hasMore()) {
            int kind = in.integer();
            in.number();
            in.number();
            in.number();
            seen.add(kind, in.slice());
            in.slice();
            count++;
        }
        return count;
    }

    /** The records one by one, as if they stood there so. */
    static void each(String patient, ByteSource in, Consumer<Entry> entries) {
        int file = in.integer();
        long offset = 0;
        int line = 0;
        while (in.hasMore()) {
            RecordKind kind = in.constant(KINDS);
            offset += in.number();
            int length = in.integer();
            line += in.integer();
            RecordFact fact = FactBytes.silent(in, kind);
            entries.accept(new Entry(
                    patient, new Place(file, offset, length, line), new Entry.OfFact(fact), Optional.empty()));
        }
    }
}
