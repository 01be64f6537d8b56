// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.state.Actor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Prints a letter for a ticket as one JSON object, without personal data, payload and notes.")
final class LetterExportCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(paramLabel = "ID", converter = LetterIdConverter.class, description = "Id of the letter.")
    private LetterId id;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DeskSession session = DeskSession.open(config.read())) {
            Console console = Console.of(spec);
            console.out().println(session.desk().export(id, Actor.ofCommand()));
            console.out().flush();
        }
        return ExitCode.DONE.number();
    }
}
