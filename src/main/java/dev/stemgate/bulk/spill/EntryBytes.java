// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Person;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Sex;
import java.util.Optional;
import java.util.function.Consumer;

/** Entries as bytes, one after the other, each with its length first. */
public final class EntryBytes {

    private static final RecordKind[] KINDS = RecordKind.values();
    private static final int MISSING = KINDS.length;
    /** And the kind of the silent record. */
    private static final int SILENT = MISSING + 1;
    /** Several silent records. */
    private static final int RUN = SILENT + KINDS.length;

    private EntryBytes() {}

    public static void write(ByteSink out, Entry entry) {
        int begun = out.begin();
        out.text(entry.key());
        out.number(tag(entry.content()));
        place(out, entry.place());
        Values.optional(out, entry.refusal(), EntryBytes::refusal);
        content(out, entry.content());
        out.end(begun);
    }

    static void write(ByteSink out, String patient, SilentRun run) {
        int begun = out.begin();
        out.text(patient);
        out.number(RUN);
        run.write(out);
        out.end(begun);
    }

    /** Reads an entry whose length is read already, silent records one by one. */
    public static void each(ByteSource in, Consumer<Entry> entries) {
        String key = in.text();
        int tag = in.integer();
        if (tag == RUN) {
            SilentRun.each(key, in, entries);
        } else {
            entries.accept(read(in, key, tag));
        }
    }

    /**
     * Reads an entry whose length is read already; of silent records it only notes which they are.
     *
     * @param key of the entry, which is known
     * @return how many silent records it noted
     */
    public static int each(String key, ByteSource in, SeenRecords seen, Consumer<Entry> entries) {
        in.slice();
        int tag = in.integer();
        if (tag == RUN) {
            return SilentRun.count(in, seen);
        }
        Entry entry = read(in, key, tag);
        if (entry.content() instanceof Entry.OfFact content) {
            seen.add(content.fact());
        }
        entries.accept(entry);
        return 0;
    }

    /** Reads an entry, which is no run, and whose length is read already. */
    static Entry read(ByteSource in) {
        return read(in, in.text(), in.integer());
    }

    private static Entry read(ByteSource in, String key, int tag) {
        Place place = place(in);
        Optional<Refusal> refusal = Values.optional(in, EntryBytes::refusal);
        return new Entry(key, place, content(in, tag), refusal);
    }

    /** Whether the entry is a Patient, when its key is read already. */
    public static boolean isPerson(ByteSource in) {
        return in.integer() == RecordKind.PATIENT.ordinal();
    }

    private static int tag(Entry.Content content) {
        if (content instanceof Entry.OfFact fact) {
            int kind = fact.fact().kind().ordinal();
            return fact.fact() instanceof RecordFact.Silent ? SILENT + kind : kind;
        }
        return content instanceof Entry.OfPerson ? RecordKind.PATIENT.ordinal() : MISSING;
    }

    private static void content(ByteSink out, Entry.Content content) {
        if (content instanceof Entry.OfFact fact) {
            FactBytes.write(out, fact.fact());
        } else if (content instanceof Entry.OfPerson person) {
            person(out, person.person());
        } else if (content instanceof Entry.Missing missing) {
            out.constant(missing.kind());
            out.constant(missing.gap().cause());
            out.text(missing.gap().detail());
        }
    }

    private static Entry.Content content(ByteSource in, int tag) {
        if (tag == MISSING) {
            return new Entry.Missing(in.constant(KINDS), new Gap(in.constant(Gap.Cause.values()), in.text()));
        }
        if (tag >= SILENT) {
            return new Entry.OfFact(FactBytes.silent(in, KINDS[tag - SILENT]));
        }
        return KINDS[tag] == RecordKind.PATIENT
                ? new Entry.OfPerson(person(in))
                : new Entry.OfFact(FactBytes.read(in, KINDS[tag]));
    }

    static void place(ByteSink out, Place place) {
        out.number(place.file());
        out.number(place.offset());
        out.number(place.length());
        out.number(place.line());
    }

    static Place place(ByteSource in) {
        return new Place(in.integer(), in.number(), in.integer(), in.integer());
    }

    static void refusal(ByteSink out, Refusal refusal) {
        out.constant(refusal.reason());
        out.text(refusal.why());
    }

    static Refusal refusal(ByteSource in) {
        return new Refusal(in.constant(RefusalReason.values()), in.text());
    }

    private static void person(ByteSink out, BulkRecord.Person record) {
        Person person = record.person();
        Values.ref(out, person.ref());
        Values.optional(out, person.birthDate(), Values::date);
        out.constant(person.sex());
        Values.optional(out, person.deceased(), (sink, dead) -> Values.optional(sink, dead.date(), Values::date));
        out.truth(person.human());
        out.truth(person.active());
        Values.optional(out, person.replacedBy(), ByteSink::text);
        Values.list(out, person.securityLabels(), Values::code);
        Values.list(out, record.identifiers(), ByteSink::text);
    }

    private static BulkRecord.Person person(ByteSource in) {
        Person person = new Person(
                Values.ref(in, "Patient"),
                Values.optional(in, Values::date),
                in.constant(Sex.values()),
                Values.optional(in, source -> new Person.Deceased(Values.optional(source, Values::date))),
                in.truth(),
                in.truth(),
                Values.optional(in, ByteSource::text),
                Values.list(in, Values::code));
        return new BulkRecord.Person(person, Values.list(in, ByteSource::text));
    }
}
