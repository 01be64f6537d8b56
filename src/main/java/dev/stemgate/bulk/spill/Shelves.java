// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.Place;

/**
 * Where things are set aside: by patient, by Medication, and a few kinds that are looked at by themselves. Which patient stands on which
 * shelf depends on the id and the number of shelves alone. Everything stands on its shelf with its length first, so that it can be passed over, and
 * read without what follows. Thread-confined.
 */
public final class Shelves {

    private final int width;
    private final ByteSink[] sinks;
    private final SilentRun run = new SilentRun();

    /** @param width number of shelves for patients, and of those for Medications */
    public Shelves(int width) {
        this.width = width;
        this.sinks = new ByteSink[count(width)];
        WrittenConcepts concepts = new WrittenConcepts();
        for (int i = 0; i < sinks.length; i++) {
            sinks[i] = new ByteSink(concepts);
        }
    }

    static int count(int width) {
        return 2 * width + 3;
    }

    public static int subjects(int width) {
        return 2 * width;
    }

    public static int letters(int width) {
        return 2 * width + 1;
    }

    public static int ingredients(int width) {
        return 2 * width + 2;
    }

    public static int medications(int width, int number) {
        return width + number;
    }

    public void clear() {
        for (ByteSink sink : sinks) {
            sink.clear();
        }
        run.clear();
    }

    ByteSink[] sinks() {
        endRun();
        return sinks;
    }

    /** A record of a patient of which only that it was read is set aside. */
    public void silent(LineReading.Silent record, Place place) {
        if (!run.takes(record, place)) {
            endRun();
            run.begin(record, place);
        }
        run.add(record, place);
    }

    private void endRun() {
        if (!run.isEmpty()) {
            String patient = run.patient();
            EntryBytes.write(sinks[slot(patient)], patient, run);
            run.clear();
        }
    }

    public void patient(Entry entry) {
        EntryBytes.write(sinks[slot(entry.key())], entry);
    }

    public void medication(MedicationEntry entry) {
        ByteSink sink = sinks[width + slot(entry.id())];
        int begun = sink.begin();
        MedicationEntry.write(sink, entry);
        sink.end(begun);
    }

    /** A record whose subject is an identifier. */
    public void subject(Entry entry) {
        EntryBytes.write(sinks[subjects(width)], entry);
    }

    public void letter(Letter letter) {
        ByteSink sink = sinks[letters(width)];
        int begun = sink.begin();
        letter.write(sink);
        sink.end(begun);
    }

    /** The id of a Medication that is an ingredient of another one. */
    public void ingredient(String medicationId) {
        ByteSink sink = sinks[ingredients(width)];
        int begun = sink.begin();
        sink.text(medicationId);
        sink.end(begun);
    }

    /** How many bytes stand on all shelves. */
    long size() {
        long size = run.size();
        for (ByteSink sink : sinks) {
            size += sink.size();
        }
        return size;
    }

    private int slot(String id) {
        int hash = id.hashCode() * 0x9E3779B1;
        return (int) ((hash & 0xFFFFFFFFL) * width >>> 32);
    }
}
