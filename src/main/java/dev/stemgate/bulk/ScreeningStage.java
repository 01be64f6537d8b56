// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.Tally.Of;
import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.EntryBytes;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LetterFile;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.SpillCursor;
import dev.stemgate.bulk.spill.SpillFile;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import dev.stemgate.rules.Evaluator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Judges the patients of one shelf after the other, in the order of their ids. Shelves may be judged side by side. */
final class ScreeningStage {

    private static final int BUFFER = 1 << 16;

    private final SpillFile spill;
    private final WorkFolder work;
    private final Evaluator evaluator;
    private final PatientAssembly assembly;
    private final LocalDate asOf;
    private final ObservationLines observations;

    ScreeningStage(
            SpillFile spill,
            WorkFolder work,
            Evaluator evaluator,
            PatientAssembly assembly,
            LocalDate asOf,
            ObservationLines observations) {
        this.spill = spill;
        this.work = work;
        this.evaluator = evaluator;
        this.assembly = assembly;
        this.asOf = asOf;
        this.observations = observations;
    }

    /** The shelves that are not done. */
    List<Integer> open(int width) {
        return IntStream.range(0, width)
                .filter(shelf -> !Files.exists(result(work, shelf)))
                .boxed()
                .toList();
    }

    static Path observations(WorkFolder work, int shelf) {
        return work.file("observations-" + shelf);
    }

    static Path findings(WorkFolder work, int shelf) {
        return work.file("findings-" + shelf);
    }

    static Path letters(WorkFolder work, int shelf) {
        return work.file("letters-" + shelf);
    }

    static Path result(WorkFolder work, int shelf) {
        return work.file("result-" + shelf);
    }

    void screen(int shelf) throws IOException {
        ShelfIndex index = ShelfIndex.of(spill.shelf(shelf));
        ShelfResult result;
        try (OutputStream lines = buffered(observations(work, shelf));
                OutputStream rows = buffered(findings(work, shelf));
                LetterFile.Writer letters = new LetterFile.Writer(letters(work, shelf))) {
            ShelfScreening screening = new ShelfScreening(lines, rows, letters);
            for (Map.Entry<String, ShelfIndex.Place> patient : index.patients().entrySet()) {
                screening.take(patient.getKey(), patient.getValue());
            }
            result = screening.result();
        }
        result.write(result(work, shelf));
    }

    private static OutputStream buffered(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    /** The patients of one shelf, one at a time in memory. */
    private final class ShelfScreening {

        private final OutputStream lines;
        private final OutputStream rows;
        private final LetterFile.Writer letters;
        private final SpillCursor records = spill.cursor();
        private final Tally tally = new Tally();
        private LineCounts counts = LineCounts.NONE;
        private long screened;

        ShelfScreening(OutputStream lines, OutputStream rows, LetterFile.Writer letters) {
            this.lines = lines;
            this.rows = rows;
            this.letters = letters;
        }

        void take(String id, ShelfIndex.Place place) throws IOException {
            records.open(place.ranges());
            if (place.hasPerson()) {
                take(assembly.of(id, entries()));
                return;
            }
            boolean unread = false;
            while (records.next()) {
                Entry entry = EntryBytes.read(records.record());
                unread |= PatientAssembly.isPersonUnread(entry);
                Optional<Letter> letter = PatientAssembly.stranger(entry);
                if (letter.isPresent()) {
                    write(letter.get());
                    counts = counts.plus(new LineCounts(0, 0, 0, 0, 1));
                }
            }
            if (unread) {
                tally.add(Of.FALL, "unread", "unreadable");
            }
        }

        private List<Entry> entries() throws IOException {
            List<Entry> entries = new ArrayList<>();
            while (records.next()) {
                entries.add(EntryBytes.read(records.record()));
            }
            return entries;
        }

        private void take(Assembled assembled) throws IOException {
            counts = counts.plus(assembled.counts());
            for (Letter letter : assembled.letters()) {
                write(letter);
            }
            if (assembled.facts().isPresent()) {
                judge(assembled.facts().get());
            } else {
                tally.add(Of.FALL, "unread", assembled.fate());
            }
        }

        private void judge(PatientFacts facts) throws IOException {
            Screening screening = evaluator.evaluate(facts, asOf);
            FindingsJson.write(PatientFindings.of(facts, screening), rows);
            ScreeningTally.add(facts, screening, tally);
            observations.write(screening, lines);
            lines.write('\n');
            screened++;
        }

        private void write(Letter letter) throws IOException {
            letters.write(letter);
            tally.add(Of.LETTER, letter.refusal().reason().code());
        }

        ShelfResult result() {
            return new ShelfResult(screened, counts, tally);
        }
    }
}
