// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.ExactLineReader;
import dev.stemgate.fhir.write.ScreeningLines;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.rules.Evaluator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A run of bulk screening in a test, with the screenings that were written. */
final class BulkRun {

    static final String EHR = "general";
    static final String BASE = "https://ehr.example.org/fhir";
    static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);
    static final Instant ISSUED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Evaluator EVALUATOR =
            ScreeningCore.load(Path.of("model")).evaluator();

    final Path out;
    final SortedMap<String, Screening> screenings = Collections.synchronizedSortedMap(new TreeMap<>());
    private final Path in;
    private int threads = 2;
    private boolean resume;
    private Set<RecordKind> notAvailable = Set.of();
    private FindingsForm form = FindingsForm.NDJSON;
    private ObservationLines writer = new ScreeningLines(ISSUED);
    private BulkProgress progress = BulkProgress.SILENT;
    private Supplier<LineReader> exact = () -> new ExactLineReader(new Origin(URI.create(BASE)));

    BulkRun(Path in, Path out) {
        this.in = in;
        this.out = out;
    }

    static Evaluator evaluator() {
        return EVALUATOR;
    }

    BulkRun threads(int number) {
        threads = number;
        return this;
    }

    BulkRun resume() {
        resume = true;
        return this;
    }

    BulkRun without(Set<RecordKind> kinds) {
        notAvailable = kinds;
        return this;
    }

    BulkRun as(FindingsForm other) {
        form = other;
        return this;
    }

    BulkRun telling(BulkProgress listener) {
        progress = listener;
        return this;
    }

    BulkRun exactly(Supplier<LineReader> reader) {
        exact = reader;
        return this;
    }

    BulkRun writing(ObservationLines other) {
        writer = other;
        return this;
    }

    BulkStatistics run() {
        BulkSettings settings =
                new BulkSettings(in, out, EHR, AS_OF, threads, resume, ISSUED, notAvailable, Optional.of(form));
        return new BulkScreening(
                        settings,
                        EVALUATOR,
                        exact,
                        issued -> (screening, to) -> {
                            screenings.put(screening.patient().patientId(), screening);
                            writer.write(screening, to);
                        },
                        progress)
                .run();
    }

    List<String> lines(String result) throws IOException {
        return Files.readAllLines(out.resolve(result));
    }

    static void write(Path folder, Map<String, List<String>> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
