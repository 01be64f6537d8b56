// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ModelChange;
import dev.stemgate.state.ModelChanges;
import dev.stemgate.state.Requested;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stemgate approve}: lets a new model version change the outcome of many patients, also while the bridge runs. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Lets the results of a new model version be written though it changes the outcome of many patients.",
            "Whatever was held meanwhile is screened and written again."
        },
        subcommands = ApproveCommand.Listing.class)
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Option(names = "--ehr", paramLabel = "NAME", description = "Name of the EHR.")
    private String ehr;

    @Option(
            names = "--model",
            paramLabel = "VERSION",
            description = "Approves only if this is the version that waits, as 'approve list' shows it.")
    private String version;

    @Option(names = "--dry-run", description = "Shows what would be approved, and approves nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (ehr == null) {
            throw new ParameterException(spec.commandLine(), "Name the EHR (--ehr NAME), or 'approve list'.");
        }
        BridgeSettings settings = config.read();
        String name = settings.hospital(ehr).ehr();
        try (Database database = StateConnection.open(settings.state())) {
            ModelChanges changes = new ModelChanges(database, new Ledger(database));
            ModelChange waiting = waiting(changes, name);
            PrintWriter out = Console.of(spec).out();
            ModelChangeText.print(
                    out,
                    waiting,
                    changes.shifts(waiting),
                    settings.hospital(name).writing().massChangeLimit());
            out.flush();
            if (!dryRun) {
                Requested requested = changes.approve(name, waiting.modelId(), waiting.modelVersion(), Instant.now())
                        .orElseThrow(() -> nothingWaits(name));
                Console.of(spec)
                        .say(name + ": approved; " + (requested.created() + requested.coalesced())
                                + " patient(s) whose results were held are screened again");
            }
        }
        return ExitCode.DONE.number();
    }

    private ModelChange waiting(ModelChanges changes, String name) {
        List<ModelChange> open = changes.all().stream()
                .filter(change -> change.ehr().equals(name) && !change.mayBeWritten())
                .toList();
        if (open.isEmpty()) {
            throw nothingWaits(name);
        }
        return open.stream()
                .filter(change -> version == null || change.modelVersion().equals(version))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.INPUT_UNUSABLE,
                        name + ": model version " + version + " does not wait for approval; "
                                + open.get(0).modelVersion() + " does"));
    }

    private static CommandFailure nothingWaits(String name) {
        return new CommandFailure(ExitCode.INPUT_UNUSABLE, name + ": no model version waits for approval");
    }

    /** {@code stemgate approve list}: how the last change of the model stands at every hospital. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows for each hospital what its model version changed, and what waits for approval.")
    static final class Listing implements Callable<Integer> {

        @Mixin
        private ConfigOption config;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            BridgeSettings settings = config.read();
            try (Database database = StateConnection.open(settings.state())) {
                ModelChanges changes = new ModelChanges(database, new Ledger(database));
                PrintWriter out = Console.of(spec).out();
                for (ModelChange change : changes.all()) {
                    settings.hospitals().stream()
                            .filter(hospital -> hospital.ehr().equals(change.ehr()))
                            .forEach(hospital -> ModelChangeText.print(
                                    out,
                                    change,
                                    changes.shifts(change),
                                    hospital.writing().massChangeLimit()));
                }
                out.flush();
            }
            return ExitCode.DONE.number();
        }
    }
}
