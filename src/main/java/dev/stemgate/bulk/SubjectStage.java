// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.EntryBytes;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.MedicationEntry;
import dev.stemgate.bulk.spill.Portions;
import dev.stemgate.bulk.spill.Refusal;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.Stage;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.bulk.spill.SpillCursor;
import dev.stemgate.bulk.spill.SpillFile;
import dev.stemgate.model.Gap;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can only be told once all Patients are read: whose a record is that names an identifier, and that records of a Patient who was
 * merged away are missing at the surviving one. Costs nothing where neither occurs. Of all that is set aside only the identifiers that
 * records name are in memory, and the ids of merged Patients.
 */
final class SubjectStage {

    private static final String NOBODY = "";
    private static final String SEVERAL = " ";

    private final SpillFile spill;
    private final int width;
    private final Portions out;
    private final Map<String, String> patientByIdentifier = new HashMap<>();
    private final Map<String, String> survivors = new HashMap<>();
    private long deadLettered;

    SubjectStage(SpillFile spill, int width) {
        this.spill = spill;
        this.width = width;
        this.out = new Portions(spill, Stage.SUBJECTS, 0, width);
    }

    void run() throws IOException {
        List<Segment> segments = spill.segments();
        if (segments.stream().anyMatch(segment -> segment.stage() == Stage.SUBJECTS)) {
            return;
        }
        boolean merged = segments.stream().anyMatch(segment -> (segment.kinds() & Sorting.MERGED) != 0);
        if (merged || !spill.isEmpty(Shelves.subjects(width))) {
            learn();
            if (!survivors.isEmpty()) {
                tellSurvivors();
            }
            settle();
        }
        out.end(new LineCounts(0, 0, 0, 0, deadLettered));
    }

    private void learn() throws IOException {
        SpillCursor waiting = spill.shelf(Shelves.subjects(width));
        while (waiting.next()) {
            patientByIdentifier.putIfAbsent(waiting.record().text(), NOBODY);
        }
        for (int shelf = 0; shelf < width; shelf++) {
            SpillCursor entries = spill.shelf(shelf);
            while (entries.next()) {
                entries.record().text();
                if (EntryBytes.isPerson(entries.record())) {
                    EntryBytes.each(entries.again(), this::learn);
                }
            }
        }
    }

    private void learn(Entry entry) {
        BulkRecord.Person person = ((Entry.OfPerson) entry.content()).person();
        person.person().replacedBy().ifPresent(survivor -> survivors.put(entry.key(), survivor));
        for (String identifier : person.identifiers()) {
            patientByIdentifier.computeIfPresent(
                    identifier,
                    (key, known) -> known.equals(NOBODY) || known.equals(entry.key()) ? entry.key() : SEVERAL);
        }
    }

    private void settle() throws IOException {
        SpillCursor waiting = spill.shelf(Shelves.subjects(width));
        while (waiting.next()) {
            EntryBytes.each(waiting.record(), this::settle);
            out.advance();
        }
    }

    private void settle(Entry entry) {
        String patient = patientByIdentifier.get(entry.key());
        if (patient.equals(NOBODY)) {
            letter(
                    entry,
                    new Refusal(RefusalReason.UNRESOLVED_SUBJECT, "no Patient has the identifier of its subject"));
        } else if (patient.equals(SEVERAL)) {
            letter(
                    entry,
                    new Refusal(
                            RefusalReason.AMBIGUOUS_PATIENT, "several Patients have the identifier of its subject"));
        } else {
            Entry settled = entry.under(patient);
            Sorting.put(settled, out.shelves());
            tellSurvivor(settled);
        }
    }

    private void letter(Entry entry, Refusal refusal) {
        deadLettered++;
        out.shelves().letter(new Letter(entry.place(), refusal));
    }

    /** Records on the former id are not certainly read of the surviving Patient, who is incomplete in their kinds. */
    private void tellSurvivors() throws IOException {
        for (int shelf = 0; shelf < width; shelf++) {
            SpillCursor entries = spill.shelf(shelf);
            while (entries.next()) {
                if (survivors.containsKey(entries.record().text())) {
                    EntryBytes.each(entries.again(), this::tellSurvivor);
                    out.advance();
                }
            }
            SpillCursor medications = spill.shelf(Shelves.medications(width, shelf));
            while (medications.next()) {
                MedicationEntry.waiting(medications.record()).ifPresent(waiting -> tellSurvivor(waiting.entry()));
                out.advance();
            }
        }
    }

    private void tellSurvivor(Entry entry) {
        String survivor = survivors.get(entry.key());
        if (survivor != null && entry.content() instanceof Entry.OfFact content) {
            Gap gap = new Gap(
                    Gap.Cause.DEAD_LETTERED,
                    content.fact().ref().key() + " " + RefusalReason.UNRESOLVED_SUBJECT.code());
            out.shelves()
                    .patient(new Entry(
                            survivor,
                            entry.place(),
                            new Entry.Missing(content.fact().kind(), gap),
                            Optional.empty()));
        }
    }
}
