// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.ScreeningWords;
import dev.stemgate.route.Bridge;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stemgate demo}: the main job on an embedded EHR, from the pull to the written Observations. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts the sandbox EHR and the bridge, screens every patient, writes the Observations back, and shows them.")
final class DemoCommand implements Callable<Integer> {

    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(20);

    @Option(names = "--keep-running", description = "Leaves sandbox and bridge up until Ctrl-C.")
    private boolean keepRunning;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes one JSON object per patient and line.")
    private Path json;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = ".stemgate/demo",
            description = "Where settings and state of the demo are kept; default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortNumber.class,
            defaultValue = "0",
            description = "Port of the sandbox EHR on loopback; default: a free one.")
    private int port;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = EvaluationDate.class,
            description = "Plays on that day instead of today: evaluation date, and dates of the demo's own patients.")
    private LocalDate asOf;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            converter = PortNumber.class,
            defaultValue = "0",
            description = "Port for health and metrics on loopback; default: not served.")
    private int httpPort;

    @Option(
            names = "--console-port",
            paramLabel = "N",
            converter = PortNumber.class,
            defaultValue = "0",
            description = "With --keep-running: port of the console on loopback; default: a free one.")
    private int consolePort;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Console console = Console.of(spec);
        DemoFolder demo = new DemoFolder(folder.toAbsolutePath().normalize());
        Clock clock =
                asOf == null ? Clock.systemDefaultZone() : DemoClock.startingAtNoonOf(asOf, ZoneId.systemDefault());
        LocalDate day = LocalDate.now(clock);
        console.say("Starting the sandbox EHR ...");
        try (StopSignal stop = StopSignal.listen();
                Sandbox sandbox =
                        Sandbox.start(SandboxSettings.demo(day).withPort(port).withClock(clock))) {
            console.say("Sandbox EHR on " + sandbox.baseUrl() + ". Starting the bridge ...");
            demo.prepare(sandbox.baseUrl(), httpPort);
            BridgeSettings settings = new SettingsReader(Installation.home()).read(demo.settings());
            ScreeningCore core = ScreeningCore.load(settings.model());
            try (Bridge bridge = Bridge.start(settings, core, clock)) {
                DemoScreening screening = new DemoScreening(bridge, DemoFolder.EHR, console, LONGEST_OUTAGE);
                bridge.takeFiles(DemoDrops.SOURCE);
                if (!screening.await(stop)) {
                    return ExitCode.DONE.number();
                }
                report(bridge, console, sandbox, day, demo.drops());
                if (keepRunning) {
                    try (ServedConsole page = ServedConsole.onLoopback(consolePort, settings, core, bridge, clock)) {
                        console.say("Both stay up until Ctrl-C. Try: curl " + sandbox.baseUrl() + "/Observation"
                                + page.words());
                        stop.await();
                    }
                }
            }
        }
        return ExitCode.DONE.number();
    }

    private void report(Bridge bridge, Console console, Sandbox sandbox, LocalDate day, DemoDrops drops) {
        DemoReport report = new DemoReport(bridge.results().newest(DemoFolder.EHR));
        console.out().println();
        report.table(console.out(), console.width());
        console.out().println();
        console.out().println("Outcomes: " + report.counts() + ".");
        console.out().println("Evaluated as of " + day + " in " + ZoneId.systemDefault() + ".");
        console.out().println("Observations are relative to " + sandbox.baseUrl() + "/");
        Path settings =
                Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath()).resolve("stemgate.yaml");
        drops.report(bridge.intake(), console.out());
        console.out().println("  ./stemgate trace --config " + settings + " --file registry.ndjson:3");
        Map<Reason, Long> letters = bridge.deadLetters().counts();
        if (!letters.isEmpty()) {
            console.out()
                    .println("Dead letters: "
                            + letters.entrySet().stream()
                                    .map(entry -> entry.getValue() + " "
                                            + entry.getKey().code())
                                    .collect(Collectors.joining(", "))
                            + ". They lose nothing and wait for you:");
            console.out().println("  ./stemgate dead-letters list --config " + settings);
        }
        console.out().println("Why a patient got an outcome, and what happened to one:");
        console.out().println("  ./stemgate explain --config " + settings + " --ehr " + DemoFolder.EHR + " PATIENT");
        console.out().println("  ./stemgate trace --config " + settings + " --ehr " + DemoFolder.EHR + " PATIENT");
        console.out().println(ScreeningWords.DISCLAIMER);
        console.out().flush();
        if (json != null) {
            report.json(json);
            console.say("Written: " + json);
        }
    }
}
