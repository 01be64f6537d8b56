// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.Tally.Of;
import dev.stemgate.bulk.spill.EntryBytes;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LetterFile;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.SeenRecords;
import dev.stemgate.bulk.spill.SpillCursor;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import dev.stemgate.rules.Evaluator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Judges the patients of one shelf after the other, in the order of their ids. Shelves may be judged side by side. */
final class ScreeningStage {

    private static final int BUFFER = 1 << 16;

    private final WorkFolder work;
    private final Evaluator evaluator;
    private final PatientAssembly assembly;
    private final LocalDate asOf;
    private final ObservationLines observations;

    ScreeningStage(
            WorkFolder work,
            Evaluator evaluator,
            PatientAssembly assembly,
            LocalDate asOf,
            ObservationLines observations) {
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

    /** @param records is used for shelf after shelf */
    void screen(int shelf, SpillCursor records) throws IOException {
        ShelfIndex index = ShelfIndex.of(records.open(shelf));
        ShelfResult result;
        try (OutputStream lines = buffered(observations(work, shelf));
                OutputStream rows = buffered(findings(work, shelf));
                LetterFile.Writer letters = new LetterFile.Writer(letters(work, shelf))) {
            ShelfScreening screening = new ShelfScreening(lines, rows, letters, records);
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
        private final SpillCursor records;
        private final SeenRecords seen = new SeenRecords();
        private final Tally tally = new Tally();
        private LineCounts counts = LineCounts.NONE;
        private long screened;

        ShelfScreening(OutputStream lines, OutputStream rows, LetterFile.Writer letters, SpillCursor records) {
            this.records = records;
            this.lines = lines;
            this.rows = rows;
            this.letters = letters;
        }

        void take(String id, ShelfIndex.Place place) throws IOException {
            if (place.hasPerson()) {
                take(assembly.of(id, PatientEntries.read(id, records, place.ranges(), seen)));
                return;
            }
            Strangers strangers = new Strangers();
            records.open(place.ranges());
            while (records.next()) {
                EntryBytes.each(records.record(), strangers::see);
                List<Letter> some = strangers.taken();
                take(some);
                counts = counts.plus(new LineCounts(0, 0, 0, 0, some.size()));
            }
            if (strangers.isPersonUnread()) {
                tally.add(Of.FALL, "unread", "unreadable");
            }
        }

        private void take(List<Letter> some) throws IOException {
            for (Letter letter : some) {
                write(letter);
            }
        }

        private void take(Assembled assembled) throws IOException {
            counts = counts.plus(assembled.counts());
            take(assembled.letters());
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
