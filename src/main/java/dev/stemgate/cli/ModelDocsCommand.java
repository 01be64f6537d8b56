// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.ScreeningCore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stemgate model docs}: the model as a page that a clinician reads, made from its data. */
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description =
                "Writes the model as a Markdown page: criteria, rows, sources, hazards, options, checks, parameters.")
final class ModelDocsCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private ModelFolders folders;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "docs/model.md",
            description = "Where to write; default: ${DEFAULT-VALUE}; '-' writes to standard output.")
    private String out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Path model = folders.model();
        ScreeningCore.load(model, folders.localCodes());
        String page = ModelDocument.of(model);
        if (out.equals(STANDARD_OUTPUT)) {
            console.out().print(page);
            console.out().flush();
            return ExitCode.DONE.number();
        }
        Path file = Path.of(out);
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": it cannot be written; name another file with --out");
        }
        console.say("Written to " + file + ".");
        return ExitCode.DONE.number();
    }
}
