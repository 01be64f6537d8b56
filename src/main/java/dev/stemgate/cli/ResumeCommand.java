// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Requested;
import dev.stemgate.state.Suspensions;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate resume}: ends the suspension of a hospital's write-back, also while the bridge runs. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Lets results be written again to an EHR that refused one after the other.",
            "Whatever was held meanwhile is screened and written again."
        })
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(arity = "1", paramLabel = "NAME", description = "Name of the EHR.")
    private String ehr;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        String name = settings.hospital(ehr).ehr();
        try (Database database = StateConnection.open(settings.state())) {
            Optional<Requested> asked = new Suspensions(database, new Ledger(database)).resume(name, Instant.now());
            Console.of(spec)
                    .say(asked.map(requested -> name + ": write-back is resumed; "
                                    + (requested.created() + requested.coalesced())
                                    + " patient(s) whose results were held are screened again")
                            .orElse(name + ": write-back is not suspended"));
        }
        return ExitCode.DONE.number();
    }
}
