// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKey;
import dev.stemgate.fhir.keys.SigningKeys;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.HospitalKeys;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate keys}: the keys with which the bridge signs for a hospital. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Makes signing keys for SMART Backend Services and shows what a hospital needs to know of them.",
        subcommands = {KeysCommand.New.class, KeysCommand.Jwks.class})
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: new or jwks.");
    }

    /** {@code stemgate keys new FILE}. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Makes a private key in a new file (JWK, mode 0600) and prints its public half as a JWK Set.")
    static final class New implements Callable<Integer> {

        @Option(
                names = {"-a", "--algorithm"},
                paramLabel = "NAME",
                defaultValue = "ES384",
                description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
        private NewKey algorithm;

        @Parameters(paramLabel = "FILE", description = "The file to make. An existing one is never overwritten.")
        private Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            SigningKey key = algorithm.writeTo(file);
            Console console = Console.of(spec);
            console.out().println(new SigningKeys(key, Optional.empty()).jwks());
            console.out().flush();
            console.say(
                    "Private key in " + file + ": name it as keyFile (or nextKeyFile) of a hospital. Above: its public"
                            + " half, for the hospital.");
            return ExitCode.DONE.number();
        }
    }

    /** {@code stemgate keys jwks}. */
    @Command(
            name = "jwks",
            mixinStandardHelpOptions = true,
            description = "Prints our public keys, current and next, as a JWK Set (RFC 7517).")
    static final class Jwks implements Callable<Integer> {

        @Mixin
        private ConfigOption config;

        @Option(names = "--ehr", paramLabel = "NAME", description = "Only the keys for this hospital.")
        private String ehr;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            BridgeSettings settings = config.read();
            HospitalKeys keys = new HospitalKeys(settings);
            Console console = Console.of(spec);
            console.out().println(ehr == null ? keys.jwks() : ofOne(settings, keys));
            console.out().flush();
            return ExitCode.DONE.number();
        }

        private String ofOne(BridgeSettings settings, HospitalKeys keys) {
            settings.hospital(ehr);
            return keys.jwks(ehr)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "the bridge signs nothing for " + ehr + "; its hospital file has no 'auth: smart'"));
        }
    }
}
