// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.Rekeying;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stemgate rekey}. */
@Command(
        name = "rekey",
        mixinStandardHelpOptions = true,
        description = {
            "Seals every payload with state.payloadKeyFile that was sealed with the previous key, or with none.",
            "First set both keys and restart the bridge, then say this, then take state.previousPayloadKeyFile away."
        })
final class RekeyCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        if (settings.state().payloadKey().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "no state.payloadKeyFile is set; there is nothing to seal with");
        }
        try (Database database = StateConnection.open(settings.state())) {
            long sealed = new Rekeying(database).run();
            new Audit(database)
                    .ofStore(Actor.ofCommand(), AuditEntry.Action.REKEYED, sealed + " payload(s)", Instant.now());
            Console.of(spec).say(sealed + " payload(s) sealed; state.previousPayloadKeyFile is no longer needed");
        }
        return ExitCode.DONE.number();
    }
}
