// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.read.PatientFileException;
import dev.stemgate.fhir.read.PatientFiles;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.route.ScreeningCore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate model diff}: which patients a new model would judge otherwise, and why, before it is deployed. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Judges the patients of a folder of FHIR files by two models and shows who changes, and why.",
            "Exit code 0 when nobody changes, 1 when somebody does."
        })
final class ModelDiffCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(index = "0", paramLabel = "OLD", description = "The model folder in use.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The model folder that is to replace it.")
    private Path after;

    @Option(
            names = "--population",
            required = true,
            paramLabel = "DIR",
            description = "Folder of FHIR R4 Bundles or NDJSON files, also .gz.")
    private Path population;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = EvaluationDate.class,
            description = "Evaluation date; default: today.")
    private LocalDate asOf;

    @Option(names = "--json", description = "One JSON object per patient who changes.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        LocalDate date = asOf != null ? asOf : LocalDate.now(ZoneId.systemDefault());
        ScreeningCore old = load(before);
        ScreeningCore fresh = load(after);
        List<PatientFacts> patients = patients(date);
        Map<Outcome, Integer> was = new TreeMap<>();
        Map<Outcome, Integer> is = new TreeMap<>();
        int changed = 0;
        for (PatientFacts facts : patients) {
            ScreeningDiff diff = ScreeningDiff.of(
                    old.evaluator().evaluate(facts, date), fresh.evaluator().evaluate(facts, date));
            was.merge(diff.before().outcome(), 1, Integer::sum);
            is.merge(diff.after().outcome(), 1, Integer::sum);
            if (!diff.isEmpty()) {
                changed++;
                print(console, diff);
            }
        }
        console.out().flush();
        console.say("As of " + date + ", model " + old.version().version() + " against "
                + fresh.version().version() + ": " + changed + " of " + patients.size() + " patients change.");
        console.say("Outcomes before: " + counts(was));
        console.say("Outcomes after:  " + counts(is));
        return (changed == 0 ? ExitCode.DONE : ExitCode.DONE_WITH_DIFFERENCES).number();
    }

    private static ScreeningCore load(Path model) {
        if (!Files.isDirectory(model)) {
            throw new CommandFailure(ExitCode.USAGE, model + ": there is no such model folder");
        }
        return ScreeningCore.load(model);
    }

    private List<PatientFacts> patients(LocalDate date) {
        if (!Files.isDirectory(population)) {
            throw new CommandFailure(ExitCode.INPUT_UNUSABLE, population + ": there is no such folder of FHIR files");
        }
        try {
            return PatientFiles.read(population, date);
        } catch (PatientFileException e) {
            throw new CommandFailure(ExitCode.INPUT_UNUSABLE, e.getMessage());
        }
    }

    private void print(Console console, ScreeningDiff diff) {
        if (json) {
            ObjectNode node = JSON.createObjectNode();
            node.put("patient", diff.before().patient().patientId());
            node.put("before", diff.before().outcome().code());
            node.put("after", diff.after().outcome().code());
            ArrayNode changes = node.putArray("changes");
            diff.changes().forEach(change -> change.writeTo(changes.addObject()));
            console.out().println(node);
            return;
        }
        console.out()
                .println(diff.before().patient().patientId() + "  "
                        + diff.before().outcome().code() + " -> "
                        + diff.after().outcome().code());
        diff.changes().forEach(change -> console.out().println("    " + change.words()));
    }

    private static String counts(Map<Outcome, Integer> outcomes) {
        return outcomes.entrySet().stream()
                .map(entry -> entry.getKey().code() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
