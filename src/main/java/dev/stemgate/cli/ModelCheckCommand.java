// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.cli.ModelCheck.Report;
import dev.stemgate.rules.Criterion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stemgate model check}: is this model sound, before anybody is judged by it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a model folder: every file against its schema, the code lists for codes in two roles and impossible",
            "prefixes, code groups, criteria without codes, criteria without cases.",
            "Exit code 0 when nothing is to be said, 2 when something is."
        })
final class ModelCheckCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PROJECT_CASES = Path.of("src", "test", "resources", "cases");

    @Mixin
    private ModelFolders folders;

    @Option(
            names = "--cases",
            paramLabel = "DIR",
            description =
                    "Folder with a folder of cases per criterion; default: that of the project, where the command runs in it.")
    private Path cases;

    @Option(names = "--json", description = "One JSON object per problem.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Path model = folders.model();
        Optional<Path> folder = caseFolder();
        Report report = new ModelCheck(model, folders.localCodes(), folder).run();
        report.problems().forEach(problem -> console.out().println(json ? line(problem) : text(problem)));
        console.out().flush();
        console.say(summary(model, report, folder));
        return (report.problems().isEmpty() ? ExitCode.DONE : ExitCode.USAGE).number();
    }

    private Optional<Path> caseFolder() {
        if (cases != null && !Files.isDirectory(cases)) {
            throw new CommandFailure(ExitCode.USAGE, cases + ": there is no such folder of cases");
        }
        return Optional.ofNullable(cases)
                .or(() ->
                        Optional.of(Installation.home().resolve(PROJECT_CASES)).filter(Files::isDirectory));
    }

    private static String text(ModelProblem problem) {
        return problem.kind().code() + "  " + problem.message();
    }

    private static String line(ModelProblem problem) {
        ObjectNode node = JSON.createObjectNode();
        node.put("kind", problem.kind().code());
        node.put("message", problem.message());
        return node.toString();
    }

    private static String summary(Path model, Report report, Optional<Path> cases) {
        String found = report.core()
                .map(core -> {
                    long evaluated = core.evaluator().model().criteria().stream()
                            .filter(Criterion::evaluated)
                            .count();
                    return core.version().version() + ", "
                            + core.evaluator().model().criteria().size() + " criteria, "
                            + evaluated + " evaluated, "
                            + (cases.isPresent() ? report.cases() + " cases" : "cases not looked at");
                })
                .orElse("it cannot be loaded");
        String verdict = report.problems().isEmpty()
                ? "nothing to mend"
                : report.problems().size() + " to mend";
        return "Model " + model + ": " + found + "; " + verdict + ".";
    }
}
