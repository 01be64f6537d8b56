// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.BulkStatistics.FileCount;
import dev.stemgate.bulk.Tally.Of;
import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.report.ReportHtml;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LetterFile;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.bulk.spill.SpillCursor;
import dev.stemgate.bulk.spill.SpillFile;
import dev.stemgate.model.Concept;
import dev.stemgate.rules.Evaluator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Screens an export (docs/bulk.md): reads every line once and sets its facts aside by patient, joins Medications with what names them,
 * judges shelf after shelf, and gives the results their names when all of them are whole. The result does not depend on the order of
 * lines and files, nor on the number of threads. For one run; not thread-safe.
 */
public final class BulkScreening {

    static final String OBSERVATIONS = "observations.ndjson";
    static final String DEAD_LETTERS = "dead-letters.ndjson";
    static final String SUMMARY = "summary.json";
    static final String REPORT = "report.html";
    private static final int LETTERS_IN_MEMORY = 8_192;

    private final BulkSettings settings;
    private final Evaluator evaluator;
    private final Supplier<LineReader> exact;
    private final Function<Instant, ObservationLines> observations;
    private final BulkProgress progress;
    private final long began = System.nanoTime();

    /**
     * @param exact makes the typed path of the bridge, once a thread
     * @param observations makes the writer of Observations that are issued at a time
     */
    public BulkScreening(
            BulkSettings settings,
            Evaluator evaluator,
            Supplier<LineReader> exact,
            Function<Instant, ObservationLines> observations,
            BulkProgress progress) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.evaluator = Objects.requireNonNull(evaluator, "evaluator");
        this.exact = Objects.requireNonNull(exact, "exact");
        this.observations = Objects.requireNonNull(observations, "observations");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * Runs it.
     *
     * @throws BulkInputException when there is nothing to screen
     * @throws BulkFolderException when the output folder cannot be used
     * @throws BulkOutputException when something could not be written; what was done before stays
     */
    public BulkStatistics run() {
        InputFolder input = InputFolder.of(settings.input());
        input.notes().forEach(progress::say);
        Plan plan = Plan.of(input, Runtime.getRuntime().maxMemory());
        WorkFolder work = WorkFolder.prepare(settings, mark(input, plan));
        try (SpillFile spill = SpillFile.open(work.file("spill"))) {
            if (read(input, plan, spill)) {
                new SubjectStage(spill, plan.width()).run();
                join(plan, spill);
                screen(input, plan, spill, work);
                return finish(input, plan, spill, work);
            }
        } catch (IOException e) {
            throw new BulkOutputException("the output folder cannot be written or read", e);
        }
        work.discard();
        throw new BulkInputException(settings.input() + ": there is no Patient and no record of one in the files here");
    }

    private String mark(InputFolder input, Plan plan) {
        return SpillFile.FORMAT + " " + settings.ehr() + " " + settings.asOf() + " "
                + evaluator.model().version().version() + " " + plan.width() + " " + plan.pieceSize() + " "
                + new TreeSet<>(settings.notAvailable()) + "\n"
                + input.mark();
    }

    /** @return whether there is anything of a patient, or anything that says why not */
    private boolean read(InputFolder input, Plan plan, SpillFile spill) {
        List<Piece> pieces = new OpenPieces(spill.segments()).of(input, plan.pieceSize());
        long bytes = pieces.stream().mapToLong(Piece::bytes).sum();
        progress.begin("reading", bytes, BulkProgress.BYTES);
        readers(plan)
                .run(pieces, () -> new PieceReader(exact.get(), plan, spill, new Silence(evaluator), progress)::read);
        progress.end();
        input.manifest().notes(spill.segments()).forEach(progress::say);
        return !spill.isEmpty(Shelves.letters(plan.width()))
                || !IntStream.range(0, plan.width()).allMatch(spill::isEmpty);
    }

    private Workers readers(Plan plan) {
        return new Workers(plan.readers(settings.threads(), Runtime.getRuntime().maxMemory()));
    }

    private void join(Plan plan, SpillFile spill) throws IOException {
        MedicationStage medications = new MedicationStage(spill, plan.width());
        List<Integer> open = medications.open();
        if (open.isEmpty()) {
            return;
        }
        Map<String, Optional<Concept>> ingredients = medications.ingredients();
        progress.begin("medications", open.size(), BulkProgress.PARTS);
        readers(plan).run(open, () -> {
            SpillCursor cursor = spill.cursor();
            return shelf -> {
                medications.join(shelf, ingredients, cursor);
                progress.advance(1);
            };
        });
        progress.end();
    }

    private void screen(InputFolder input, Plan plan, SpillFile spill, WorkFolder work) {
        ServedKinds served = ServedKinds.of(spill.segments(), input, settings.notAvailable());
        ScreeningStage screening = new ScreeningStage(
                work,
                evaluator,
                new PatientAssembly(settings.ehr(), settings.asOf(), served),
                settings.asOf(),
                observations.apply(work.issued()));
        List<Integer> open = screening.open(plan.width());
        progress.begin("screening", open.size(), BulkProgress.PARTS);
        int judges = Plan.judges(settings.threads(), Runtime.getRuntime().maxMemory());
        new Workers(judges).run(open, () -> {
            SpillCursor records = spill.cursor();
            return shelf -> {
                screening.screen(shelf, records);
                progress.advance(1);
            };
        });
        progress.end();
    }

    private BulkStatistics finish(InputFolder input, Plan plan, SpillFile spill, WorkFolder work) throws IOException {
        List<Segment> segments = spill.segments();
        LineCounts counts = segments.stream().map(Segment::counts).reduce(LineCounts.NONE, LineCounts::plus);
        Tally tally = new Tally();
        long patients = 0;
        for (int shelf = 0; shelf < plan.width(); shelf++) {
            ShelfResult result = ShelfResult.read(ScreeningStage.result(work, shelf));
            patients += result.patients();
            counts = counts.plus(result.counts());
            tally.merge(result.tally());
        }
        if (counts.open() != 0) {
            throw new IllegalStateException(counts.open() + " lines were lost or counted twice");
        }
        LineNumbers numbers = new LineNumbers(segments);
        deadLetters(input, plan, spill, numbers, tally, work);
        BulkStatistics statistics = statistics(input, segments, numbers, tally, counts, patients);
        publish(plan, work, statistics);
        if (patients == 0) {
            throw new BulkInputException(settings.input() + ": nobody could be screened; " + DEAD_LETTERS
                    + " in the output folder says why");
        }
        return statistics;
    }

    private static void deadLetters(
            InputFolder input, Plan plan, SpillFile spill, LineNumbers numbers, Tally tally, WorkFolder work)
            throws IOException {
        SortedLetters sorted = new SortedLetters(work, LETTERS_IN_MEMORY);
        SpillCursor set = spill.shelf(Shelves.letters(plan.width()));
        while (set.next()) {
            Letter letter = Letter.read(set.record());
            tally.add(Of.LETTER, letter.refusal().reason().code());
            sorted.add(letter);
        }
        for (int shelf = 0; shelf < plan.width(); shelf++) {
            try (LetterFile.Reader letters = new LetterFile.Reader(ScreeningStage.letters(work, shelf))) {
                for (Optional<Letter> next = letters.next(); next.isPresent(); next = letters.next()) {
                    sorted.add(next.get());
                }
            }
        }
        try (OutputStream out = new BufferedOutputStream(work.create(DEAD_LETTERS));
                DeadLetterLines lines = new DeadLetterLines(input.files(), numbers, out)) {
            sorted.each(lines::write);
        }
    }

    private BulkStatistics statistics(
            InputFolder input,
            List<Segment> segments,
            LineNumbers numbers,
            Tally tally,
            LineCounts counts,
            long patients) {
        StatisticsReader reader = new StatisticsReader(tally, evaluator.model());
        return new BulkStatistics(
                patients,
                reader.outcomes(),
                reader.flow(patients),
                reader.criteria(),
                reader.hazards(),
                reader.unclassified(),
                reader.incomplete(),
                reader.deadLetters(),
                counts,
                segments.stream().mapToLong(Segment::exactly).sum(),
                input.files().stream()
                        .map(file -> new FileCount(file.name(), numbers.lines(file.number()), file.bytes()))
                        .toList(),
                Stream.concat(
                                segments.stream().flatMap(segment -> segment.gaps().stream()),
                                input.manifest().gaps(segments).stream())
                        .map(gap -> gap.gap().detail())
                        .distinct()
                        .sorted()
                        .toList(),
                input.passedOver(),
                evaluator.model().version(),
                settings.asOf(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private void publish(Plan plan, WorkFolder work, BulkStatistics statistics) throws IOException {
        work.join(
                OBSERVATIONS,
                IntStream.range(0, plan.width())
                        .mapToObj(shelf -> ScreeningStage.observations(work, shelf))
                        .toList());
        if (settings.findings().isPresent()) {
            new FindingsResult(work, evaluator.model(), settings.asOf())
                    .write(
                            settings.findings().get(),
                            IntStream.range(0, plan.width())
                                    .mapToObj(shelf -> ScreeningStage.findings(work, shelf))
                                    .toList());
        }
        try (OutputStream out = work.create(SUMMARY)) {
            SummaryJson.write(statistics, out);
        }
        try (OutputStream out = work.create(REPORT)) {
            new ReportHtml().write(statistics, out);
        }
        work.publish(OBSERVATIONS);
        work.publish(DEAD_LETTERS);
        work.publish(REPORT);
        if (settings.findings().isPresent()) {
            work.publish(settings.findings().get().fileName());
        }
        work.publish(SUMMARY);
        work.remove();
    }
}
