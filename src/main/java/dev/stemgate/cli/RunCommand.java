// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.Bridge;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stemgate run}: the bridge, until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the bridge for every hospital file until it is stopped. An EHR that is down never ends it.")
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    /** Known only to be refused with the reason and what to say instead. */
    @Option(names = "--as-of", hidden = true)
    private String asOf;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (asOf != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "run judges as of today in each hospital's zone and can be given no other day, since what it writes"
                            + " stands in the EHR; for another day say 'explain --fresh --as-of DATE'");
        }
        BridgeSettings settings = config.read();
        Console console = Console.of(spec);
        ScreeningCore core = ScreeningCore.load(settings.model(), settings.localCodes());
        try (StopSignal stop = StopSignal.listen();
                Bridge bridge = Bridge.start(settings, core, Clock.systemUTC());
                ServedConsole page =
                        ServedConsole.start(settings.console(), settings, core, bridge, Clock.systemUTC())) {
            console.say(running(settings) + page.words());
            stop.await();
            console.say("Stopping; what is being worked on is finished or taken up at the next start.");
        }
        return ExitCode.DONE.number();
    }

    private static String running(BridgeSettings settings) {
        String health = settings.httpPort() == 0
                ? ""
                : "; health: http://" + settings.httpHost() + ":" + settings.httpPort() + "/observe/health";
        return "Running for "
                + settings.hospitals().stream().map(RunCommand::words).collect(Collectors.joining(", ")) + health;
    }

    private static String words(Hospital hospital) {
        return hospital.ehr() + " (write-back "
                + hospital.writeBack().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + ", as of each day in " + hospital.zone() + ")";
    }
}
