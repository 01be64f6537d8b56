// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.Tally.Of;
import dev.stemgate.bulk.spill.ByteSource;
import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.EntryBytes;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.SpillFile;
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
import java.util.TreeMap;
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

    static Path result(WorkFolder work, int shelf) {
        return work.file("result-" + shelf);
    }

    void screen(int shelf) throws IOException {
        byte[] bytes = spill.shelf(shelf);
        ByteSource in = new ByteSource();
        Map<String, List<Integer>> patients = index(bytes, in);
        Tally tally = new Tally();
        List<Letter> letters = new ArrayList<>();
        LineCounts counts = LineCounts.NONE;
        long screened = 0;
        try (OutputStream lines = buffered(observations(work, shelf));
                OutputStream rows = buffered(findings(work, shelf))) {
            for (Map.Entry<String, List<Integer>> patient : patients.entrySet()) {
                Assembled assembled = assembly.of(patient.getKey(), entries(bytes, patient.getValue(), in));
                counts = counts.plus(assembled.counts());
                letters.addAll(assembled.letters());
                if (assembled.facts().isPresent()) {
                    Screening screening = evaluator.evaluate(assembled.facts().get(), asOf);
                    observations.write(screening, lines);
                    lines.write('\n');
                    FindingsJson.write(PatientFindings.of(assembled.facts().get(), screening), rows);
                    ScreeningTally.add(assembled.facts().get(), screening, tally);
                    screened++;
                } else if (!assembled.fate().isEmpty()) {
                    tally.add(Of.FALL, "unread", assembled.fate());
                }
            }
        }
        letters.forEach(letter -> tally.add(Of.LETTER, letter.refusal().reason().code()));
        new ShelfResult(screened, counts, letters, tally).write(result(work, shelf));
    }

    private static OutputStream buffered(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    private static Map<String, List<Integer>> index(byte[] bytes, ByteSource in) {
        Map<String, List<Integer>> patients = new TreeMap<>();
        in.open(bytes, 0, bytes.length);
        while (in.hasMore()) {
            int at = in.at();
            patients.computeIfAbsent(EntryBytes.passOver(in), id -> new ArrayList<>())
                    .add(at);
        }
        return patients;
    }

    private static List<Entry> entries(byte[] bytes, List<Integer> positions, ByteSource in) {
        List<Entry> entries = new ArrayList<>(positions.size());
        for (int at : positions) {
            in.open(bytes, at, bytes.length);
            entries.add(EntryBytes.read(in));
        }
        return entries;
    }
}
