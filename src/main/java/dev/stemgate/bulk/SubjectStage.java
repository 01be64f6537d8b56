// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.bulk.spill.ByteSource;
import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.EntryBytes;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.MedicationEntry;
import dev.stemgate.bulk.spill.Refusal;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.Stage;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.bulk.spill.SpillFile;
import dev.stemgate.model.Gap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can only be told once all Patients are read: whose a record is that names an identifier, and that records of a Patient who was
 * merged away are missing at the surviving one. Costs nothing where neither occurs.
 */
final class SubjectStage {

    private static final String SEVERAL = "";

    private final SpillFile spill;
    private final int width;
    private final Shelves shelves;
    private final ByteSource in = new ByteSource();
    private final Map<String, String> patientByIdentifier = new HashMap<>();
    private final Map<String, String> survivors = new HashMap<>();
    private long deadLettered;

    SubjectStage(SpillFile spill, int width) {
        this.spill = spill;
        this.width = width;
        this.shelves = new Shelves(width);
    }

    void run() throws IOException {
        List<Segment> segments = spill.segments();
        if (segments.stream().anyMatch(segment -> segment.stage() == Stage.SUBJECTS)) {
            return;
        }
        boolean merged = segments.stream().anyMatch(segment -> (segment.kinds() & Sorting.MERGED) != 0);
        List<Entry> waiting = entries(Shelves.subjects(width));
        if (merged || !waiting.isEmpty()) {
            learn(waiting);
            waiting.forEach(this::settle);
            if (!survivors.isEmpty()) {
                tellSurvivors();
            }
        }
        spill.append(Segment.of(Stage.SUBJECTS, 0, new LineCounts(0, 0, 0, 0, deadLettered)), shelves);
    }

    private void learn(List<Entry> waiting) throws IOException {
        Set<String> wanted = new HashSet<>();
        waiting.forEach(entry -> wanted.add(entry.key()));
        for (int shelf = 0; shelf < width; shelf++) {
            for (Entry entry : entries(shelf)) {
                if (entry.content() instanceof Entry.OfPerson person) {
                    person.person().person().replacedBy().ifPresent(survivor -> survivors.put(entry.key(), survivor));
                    person.person().identifiers().stream()
                            .filter(wanted::contains)
                            .forEach(identifier -> patientByIdentifier.merge(
                                    identifier, entry.key(), (one, other) -> one.equals(other) ? one : SEVERAL));
                }
            }
        }
    }

    private void settle(Entry entry) {
        String patient = patientByIdentifier.get(entry.key());
        if (patient == null) {
            letter(
                    entry,
                    new Refusal(RefusalReason.UNRESOLVED_SUBJECT, "no Patient has the identifier of its subject"));
        } else if (patient.equals(SEVERAL)) {
            letter(
                    entry,
                    new Refusal(
                            RefusalReason.AMBIGUOUS_PATIENT, "several Patients have the identifier of its subject"));
        } else {
            Sorting.put(entry.under(patient), shelves);
        }
    }

    private void letter(Entry entry, Refusal refusal) {
        deadLettered++;
        shelves.letter(new Letter(entry.place(), refusal));
    }

    /** Records on the former id are not certainly read of the surviving Patient, who is incomplete in their kinds. */
    private void tellSurvivors() throws IOException {
        for (int shelf = 0; shelf < width; shelf++) {
            entries(shelf).forEach(this::tellSurvivor);
            byte[] bytes = spill.shelf(Shelves.medications(width, shelf));
            in.open(bytes, 0, bytes.length);
            while (in.hasMore()) {
                if (MedicationEntry.read(in) instanceof MedicationEntry.Waiting waiting) {
                    tellSurvivor(waiting.entry());
                }
            }
        }
    }

    private void tellSurvivor(Entry entry) {
        String survivor = survivors.get(entry.key());
        if (survivor != null && entry.content() instanceof Entry.OfFact content) {
            Gap gap = new Gap(
                    Gap.Cause.DEAD_LETTERED,
                    content.fact().ref().key() + " " + RefusalReason.UNRESOLVED_SUBJECT.code());
            shelves.patient(new Entry(
                    survivor, entry.place(), new Entry.Missing(content.fact().kind(), gap), Optional.empty()));
        }
    }

    private List<Entry> entries(int shelf) throws IOException {
        byte[] bytes = spill.shelf(shelf);
        in.open(bytes, 0, bytes.length);
        List<Entry> entries = new ArrayList<>();
        while (in.hasMore()) {
            entries.add(EntryBytes.read(in));
        }
        return entries;
    }
}
