// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.model.PatientFacts;
import dev.stemgate.rules.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The figures of docs/performance.md, section "Evaluator and bulk". Arguments: a folder of NDJSON (made by {@code
 * it/synthea/run.sh}), how many of its patients are given to the contenders that go patient by patient, how many rounds. The bulk
 * path and the parse-only loop read the whole folder; times are compared by patient.
 *
 * <p>The evaluator is compared with the CQL engine on the same patients, both given what they have read already. The bulk path is
 * compared with the parse-only loop over the same files, and with HAPI FHIR in front of the same evaluator or of the CQL engine.
 */
final class SpeedBench {

    private static final int WARM_UPS = 3;
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    private final Path folder;
    private final List<PatientLines> lines;
    private final int rounds;
    private final Evaluator evaluator;
    private final CqlRival cql;

    private SpeedBench(Path folder, int patients, int rounds) throws IOException {
        Path project = Path.of("").toAbsolutePath();
        this.folder = folder;
        this.lines = PatientLines.read(folder, patients);
        this.rounds = rounds;
        this.evaluator = ScreeningDigests.evaluator(project.resolve("model"));
        this.cql = CqlRival.in(project, AS_OF);
    }

    public static void main(String[] args) throws Exception {
        SpeedBench bench = new SpeedBench(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        System.out.printf(
                "java %s, %d processors, %d patients of %s, as of %s%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), bench.lines.size(), args[0], AS_OF);
        bench.evaluatorAgainstCql();
        bench.bulkAgainstTheOthers();
    }

    private void evaluatorAgainstCql() throws Exception {
        TypedPatients typed = new TypedPatients(AS_OF);
        List<PatientFacts> facts = new ArrayList<>();
        List<Object> bundles = new ArrayList<>();
        for (PatientLines patient : lines) {
            facts.add(typed.facts(patient));
            bundles.add(cql.parse(patient.leanBundle()));
        }
        Contender ours = Contender.of("evaluator", () -> {
            facts.forEach(patient -> evaluator.evaluate(patient, AS_OF));
            return facts.size();
        });
        Contender theirs = Contender.of("cql", () -> {
            bundles.forEach(cql::judge);
            return bundles.size();
        });
        new Comparison(System.out).run(WARM_UPS, rounds, List.of(ours, theirs)).quotient("evaluator", "cql", 80);
    }

    private void bulkAgainstTheOthers() throws Exception {
        BulkPath bulk = new BulkPath(evaluator, AS_OF);
        int everybody = screen(bulk, 1);
        TypedPatients typed = new TypedPatients(AS_OF);
        List<Contender> contenders = List.of(
                Contender.of("parse only", () -> {
                    ParseOnly.tokens(folder);
                    return everybody;
                }),
                Contender.of("bulk", () -> screen(bulk, 1)),
                Contender.of("bulk, two threads", () -> screen(bulk, 2)),
                Contender.of("hapi and evaluator", () -> {
                    lines.forEach(patient -> evaluator.evaluate(typed.facts(patient), AS_OF));
                    return lines.size();
                }),
                Contender.of("hapi and cql", () -> {
                    lines.forEach(patient -> cql.judge(cql.parse(patient.leanBundle())));
                    return lines.size();
                }));
        Comparison comparison = new Comparison(System.out).run(WARM_UPS, rounds, contenders);
        comparison.quotient("bulk", "parse only", 0.8);
        comparison.quotient("bulk", "hapi and evaluator", 6);
        comparison.quotient("bulk", "hapi and cql", 7);
        comparison.quotient("bulk, two threads", "bulk", 1.6);
    }

    private int screen(BulkPath bulk, int threads) throws Exception {
        Path out = Files.createTempDirectory("stemgate-bench");
        try {
            return bulk.screen(folder, out.resolve("out"), threads);
        } finally {
            try (Stream<Path> left = Files.walk(out)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
