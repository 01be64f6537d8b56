// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.ScreeningCore;
import dev.stemgate.rules.Criterion;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.ValueSetEdition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate model value-sets}: the code lists as FHIR ValueSets, for a terminology server or an implementation guide. */
@Command(
        name = "value-sets",
        mixinStandardHelpOptions = true,
        description =
                "Writes ValueSet-criterion-<id>-<role>.json for every criterion and role of the shipped code lists.")
final class ValueSetsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Folder to write to; made when it is not there.")
    private Path folder;

    @Option(names = "--model", paramLabel = "DIR", description = "The model folder; default: that of the installation.")
    private Path model;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Day of the edition; default: today.")
    private LocalDate date;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ScreeningCore core =
                ScreeningCore.load(model == null ? Installation.home().resolve("model") : model);
        ValueSetEdition edition = new ValueSetEdition(core.version().release(), date == null ? LocalDate.now() : date);
        int written = 0;
        for (Criterion criterion : core.evaluator().model().criteria()) {
            for (Role role : Role.values()) {
                Optional<String> set = core.terminology().valueSet(criterion.id(), role, edition);
                if (set.isPresent()) {
                    write(CodeListTerminology.valueSetId(criterion.id(), role), set.get());
                    written++;
                }
            }
        }
        Console.of(spec).say(written + " value sets written to " + folder);
        return ExitCode.DONE.number();
    }

    private void write(String id, String json) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("ValueSet-" + id + ".json"), json);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, folder + " cannot be written; check its permissions and the disk");
        }
    }
}
