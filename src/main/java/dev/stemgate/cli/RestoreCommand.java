// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.Restore;
import dev.stemgate.state.Rewind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a backup in the place of the H2 state; the bridge has to be stopped. What was there is set aside.",
            "The watermarks go back, so that all that changed since the backup is read again; says from when."
        })
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A file that 'backup' wrote.")
    private Path file;

    @Option(
            names = "--rewind",
            description = "Only takes the watermarks back, for a PostgreSQL state after pg_restore.")
    private boolean rewind;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if ((file == null) != rewind) {
            throw new ParameterException(spec.commandLine(), "Name a backup FILE, or say --rewind.");
        }
        BridgeSettings settings = config.read();
        DatabaseSettings state = StateConnection.of(settings.state());
        Console console = Console.of(spec);
        if (rewind) {
            try (Database database = Database.open(state)) {
                tell(console, new Rewind(database).run(Actor.ofCommand(), Instant.now()));
            }
        } else {
            Restore.Restored restored = new Restore(state).from(file, Actor.ofCommand(), Instant.now());
            restored.setAside().ifPresent(aside -> console.say("what was there is now " + aside));
            tell(console, restored.rewound());
        }
        return ExitCode.DONE.number();
    }

    private static void tell(Console console, List<Rewind.Rewound> rewound) {
        if (rewound.isEmpty()) {
            console.say("the restored state knows no EHR yet; everything is read");
        }
        rewound.forEach(ehr -> console.say(ehr.ehr() + ": read again "
                + ehr.from().map(from -> "from " + from).orElse("from the beginning, at the next round")));
        console.say("what was corrected, resolved or classified at the desk since the backup has to be done again");
    }
}
