// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Screening;
import dev.stemgate.state.StoredResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the demo prints of the results of one EHR, and what it writes for {@code --json}. */
final class DemoReport {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REASONS = 2;

    private final List<StoredResult> results;

    DemoReport(List<StoredResult> results) {
        this.results = results.stream()
                .sorted(Comparator.comparing(
                                (StoredResult result) -> result.screening().outcome())
                        .thenComparing(result -> result.screening().patient().patientId()))
                .toList();
    }

    void table(PrintWriter out, int width) {
        TextTable table = new TextTable(width, "PATIENT", "OUTCOME", "OBSERVATION", "WHY");
        for (StoredResult result : results) {
            Screening screening = result.screening();
            table.row(screening.patient().patientId(), outcome(screening), observation(result), why(screening));
        }
        table.print(out);
    }

    /** {@code 9 contraindicated, 3 not-applicable, …} */
    String counts() {
        Map<Outcome, Long> counts = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.screening().outcome(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().code())
                .collect(Collectors.joining(", "));
    }

    /** One object per patient and line. */
    void json(Path file) {
        StringBuilder lines = new StringBuilder();
        for (StoredResult result : results) {
            Screening screening = result.screening();
            ObjectNode node = JSON.createObjectNode()
                    .put("patient", screening.patient().patientId())
                    .put("outcome", screening.outcome().code());
            ObjectNode criteria = node.putObject("criteria");
            screening
                    .criteria()
                    .forEach(criterion ->
                            criteria.put(criterion.id(), criterion.finding().code()));
            node.put("observation", observation(result));
            lines.append(node).append('\n');
        }
        try {
            Files.writeString(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the file " + file + " cannot be written (" + e.getClass().getSimpleName()
                            + "); give --json a path in a folder that exists");
        }
    }

    private static String outcome(Screening screening) {
        String qualifier = screening.qualifier();
        return screening.outcome().code() + (qualifier.isEmpty() ? "" : " (" + qualifier + ")");
    }

    private static String observation(StoredResult result) {
        String id = result.observation().id();
        return id.isEmpty() ? "" : result.observation().reference();
    }

    /** What decided, in words: the criteria that gave the outcome with the first record of each, or why it cannot be told. */
    private static String why(Screening screening) {
        List<String> deciding = deciding(screening)
                .map(criterion -> criterion.title() + " " + criterion.finding().code() + record(criterion))
                .toList();
        List<String> reasons = deciding.isEmpty() ? screening.reasons() : deciding;
        String first = reasons.stream().limit(REASONS).collect(Collectors.joining(deciding.isEmpty() ? " " : "; "));
        return reasons.size() > REASONS ? first + " (+" + (reasons.size() - REASONS) + " more)" : first;
    }

    private static Stream<CriterionResult> deciding(Screening screening) {
        Stream<CriterionResult> criteria = screening.criteria().stream();
        return switch (screening.outcome()) {
            case CONTRAINDICATED ->
                criteria.filter(criterion -> isAbsolute(criterion) && criterion.finding() == Finding.PRESENT);
            case INDETERMINATE ->
                criteria.filter(criterion -> isAbsolute(criterion) && criterion.finding() == Finding.POSSIBLE);
            case CAUTION -> criteria.filter(criterion -> !isAbsolute(criterion) && isPositive(criterion.finding()));
            case NOT_APPLICABLE, NO_CONTRAINDICATION_FOUND -> Stream.empty();
        };
    }

    private static boolean isAbsolute(CriterionResult criterion) {
        return criterion.kind() == CriterionResult.Kind.ABSOLUTE;
    }

    private static boolean isPositive(Finding finding) {
        return finding == Finding.PRESENT || finding == Finding.POSSIBLE;
    }

    private static String record(CriterionResult criterion) {
        return criterion.evidence().stream()
                .filter(evidence -> evidence.weight() != Evidence.Weight.NOT_COUNTED)
                .findFirst()
                .map(evidence -> ": " + words(evidence)
                        + evidence.date().map(date -> ", " + date).orElse(", undated"))
                .orElse("");
    }

    private static String words(Evidence evidence) {
        String display = evidence.code().display();
        return display.isBlank() ? evidence.code().code() : display;
    }
}
