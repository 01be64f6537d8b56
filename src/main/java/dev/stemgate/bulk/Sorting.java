// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.Naming;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.bulk.record.Subject;
import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.MedicationEntry;
import dev.stemgate.bulk.spill.Refusal;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.KindGap;
import dev.stemgate.bulk.spill.Segment.Stage;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the lines of one piece where they belong, and counts them. Thread-confined. */
final class Sorting {

    /** Beside the kinds that were seen: a Patient was merged into another one. */
    static final int MERGED = 1 << 30;

    private static final RecordKind[] KINDS = RecordKind.values();

    private final SourceFile file;
    private final Shelves shelves;
    private final List<KindGap> gaps = new ArrayList<>();
    private int count;
    private long irrelevant;
    private long blank;
    private long deadLettered;
    private int kinds;

    Sorting(SourceFile file, Shelves shelves) {
        this.file = file;
        this.shelves = shelves;
    }

    Segment segment(long from, long to, boolean last, long exactly) {
        LineCounts counts = new LineCounts(count, 0, irrelevant, 0, deadLettered);
        return new Segment(Stage.PIECE, file.number(), from, to, last, counts, blank, kinds, gaps, exactly);
    }

    void take(Lines lines, LineReader reader, OverlongLine overlong) {
        Place place = new Place(file.number(), lines.offset(), lines.length(), count++);
        if (lines.isBlank()) {
            irrelevant++;
            blank++;
        } else if (lines.isTooLong()) {
            refused(place, overlong.reading(), lines.isEnded());
        } else {
            take(place, reader.read(lines.buffer(), lines.from(), lines.to()), lines.isEnded());
        }
    }

    private void take(Place place, LineReading reading, boolean ended) {
        if (reading instanceof LineReading.Silent silent) {
            kinds |= 1 << silent.kind().ordinal();
            shelves.silent(silent, place);
        } else if (reading instanceof LineReading.Read read) {
            record(place, read.record(), Optional.empty());
        } else if (reading instanceof LineReading.Irrelevant) {
            irrelevant++;
        } else if (reading instanceof LineReading.Warning warning) {
            everybody(warning.gap());
            letter(place, new Refusal(RefusalReason.EXPORT_WARNING, "the export says that it is not whole"));
        } else if (reading instanceof LineReading.Refused refused) {
            refused(place, refused, ended);
        }
    }

    private void refused(Place place, LineReading.Refused refused, boolean ended) {
        Refusal refusal = new Refusal(refused.reason(), refused.why());
        if (refused.salvaged().isPresent()) {
            record(place, refused.salvaged().get(), Optional.of(refusal));
            return;
        }
        letter(place, refusal);
        String type = refused.ref().type();
        String what =
                type.isEmpty() ? "a line of " + file.label() : refused.ref().key();
        Gap gap = new Gap(Gap.Cause.DEAD_LETTERED, what + " " + refusal.reason().code());
        for (RecordKind kind : kinds(type)) {
            // A line that does not say what it is shows of no kind that it was exported.
            kinds |= kind.fhirType().equals(type) ? 1 << kind.ordinal() : 0;
            for (String patient : refused.mentioned()) {
                shelves.patient(new Entry(patient, place, new Entry.Missing(kind, gap), Optional.empty()));
            }
        }
        if (type.equals("Medication") && !refused.ref().id().isEmpty()) {
            shelves.medication(
                    new MedicationEntry.Known(refused.ref().id(), place, Optional.empty(), Optional.of(refusal)));
        }
        if (!ended && refusal.reason() == RefusalReason.UNREADABLE) {
            everybody(new Gap(Gap.Cause.PAGED_SHORT, file.label() + " ends within a line"));
        }
    }

    private List<RecordKind> kinds(String type) {
        for (RecordKind kind : KINDS) {
            if (kind.fhirType().equals(type)) {
                return List.of(kind);
            }
        }
        return type.equals("Medication") ? List.of() : file.kinds();
    }

    /** Something of the file's kinds is missing, and nobody can say of whom. */
    void everybody(Gap gap) {
        file.kinds().forEach(kind -> gaps.add(new KindGap(kind, gap)));
    }

    private void record(Place place, BulkRecord record, Optional<Refusal> refusal) {
        if (record instanceof BulkRecord.Person person) {
            kinds |= 1 << RecordKind.PATIENT.ordinal();
            kinds |= person.person().replacedBy().isPresent() ? MERGED : 0;
            shelves.patient(new Entry(person.ref().id(), place, new Entry.OfPerson(person), refusal));
        } else if (record instanceof BulkRecord.Medication medication) {
            medication.content().medicationIds().forEach(shelves::ingredient);
            shelves.medication(new MedicationEntry.Known(
                    medication.ref().id(), place, Optional.of(medication.content()), refusal));
        } else if (record instanceof BulkRecord.Clinical clinical) {
            clinical(place, clinical, refusal);
        }
    }

    private void clinical(Place place, BulkRecord.Clinical clinical, Optional<Refusal> refusal) {
        kinds |= 1 << clinical.fact().kind().ordinal();
        Entry.OfFact content = new Entry.OfFact(clinical.fact());
        if (clinical.subject() instanceof Subject.ById subject) {
            put(new Entry(subject.patientId(), place, content, refusal), shelves);
        } else if (clinical.subject() instanceof Subject.ByIdentifier subject) {
            shelves.subject(new Entry(subject.key(), place, content, refusal));
        } else {
            letter(place, new Refusal(RefusalReason.UNRESOLVED_SUBJECT, "the record does not say whose it is"));
        }
    }

    /** Puts what is about a patient on the patient's shelf, or on that of the Medication it names. */
    static void put(Entry entry, Shelves shelves) {
        if (entry.content() instanceof Entry.OfFact content
                && content.fact() instanceof RecordFact.OfMedication medication) {
            if (medication.naming() instanceof Naming.ByReference reference) {
                shelves.medication(new MedicationEntry.Waiting(reference.medicationId(), entry));
                return;
            }
            if (medication.naming() instanceof Naming.Contained contained) {
                contained.content().medicationIds().forEach(shelves::ingredient);
                shelves.medication(new MedicationEntry.Waiting(
                        contained.content().medicationIds().get(0), entry));
                return;
            }
        }
        shelves.patient(entry);
    }

    private void letter(Place place, Refusal refusal) {
        deadLettered++;
        shelves.letter(new Letter(place, refusal));
    }
}
