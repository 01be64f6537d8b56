// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stemgate sandbox}: the embedded EHR alone, to try routes against. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the sandbox EHR alone, on loopback, with its synthetic patients, until Ctrl-C.",
            "With --profile it has the manners of a vendor's EHR; docs/sandbox.md lists them."
        })
final class SandboxCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortNumber.class,
            defaultValue = "8081",
            description = "Port on loopback; default: ${DEFAULT-VALUE}; 0 for a free one.")
    private int port;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = EvaluationDate.class,
            description = "Day from which the dates of its own patients are counted; default: today.")
    private LocalDate asOf;

    @Mixin
    private MannerOptions manners;

    @Mixin
    private SandboxAuthOption auth;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Console console = Console.of(spec);
        if (manners.listIsAsked()) {
            manners.list(console);
            return ExitCode.DONE.number();
        }
        LocalDate day = asOf == null ? LocalDate.now() : asOf;
        SandboxSettings settings = SandboxSettings.demo(day).withPort(port).withManners(manners.chosen());
        try (StopSignal stop = StopSignal.listen();
                Sandbox sandbox = auth.start(settings, console)) {
            console.out().println(sandbox.baseUrl());
            console.out().flush();
            manners.say(console);
            console.say("The sandbox EHR is up until Ctrl-C, its patients as of " + day + ". Try: curl "
                    + sandbox.baseUrl() + "/Patient");
            stop.await();
        }
        return ExitCode.DONE.number();
    }
}
