// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Backups;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the H2 state into one file while the bridge runs. The copy holds personal data, as encrypted as the state is.",
            "For PostgreSQL use pg_dump, and after pg_restore 'restore --rewind'."
        })
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(paramLabel = "FILE", description = "Where to; never over a file that is there.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        DatabaseSettings state = StateConnection.of(settings.state());
        try (Database database = Database.open(state)) {
            long size = new Backups(database, state).write(file, Actor.ofCommand(), Instant.now());
            Console.of(spec)
                    .say(file + " holds the state as it is now (" + size
                            + " bytes). Keep payload keys and the local map with" + " it: they are not in it");
        }
        return ExitCode.DONE.number();
    }
}
