// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stemgate sandbox}: the embedded EHR alone, to try routes against. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Runs the sandbox EHR alone, on loopback, with its synthetic patients, until Ctrl-C.")
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        LocalDate day = asOf == null ? LocalDate.now() : asOf;
        try (StopSignal stop = StopSignal.listen();
                Sandbox sandbox = Sandbox.start(SandboxSettings.demo(day).withPort(port))) {
            Console console = Console.of(spec);
            console.out().println(sandbox.baseUrl());
            console.out().flush();
            console.say("The sandbox EHR is up until Ctrl-C, its patients as of " + day + ". Try: curl "
                    + sandbox.baseUrl() + "/Patient");
            stop.await();
        }
        return ExitCode.DONE.number();
    }
}
