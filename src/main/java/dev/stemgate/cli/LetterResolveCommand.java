// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.state.Actor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters resolve}. */
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        description =
                "Settles a letter because you say so. The kind of record stays incomplete for its patient while the"
                        + " record cannot be read.")
final class LetterResolveCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(paramLabel = "ID", converter = LetterIdConverter.class, description = "Id of the letter.")
    private LetterId id;

    @Option(
            names = "--note",
            required = true,
            paramLabel = "TEXT",
            description = "Why, without personal data; at most 1000 characters.")
    private String note;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (note.isBlank() || note.length() > 1000) {
            throw new ParameterException(spec.commandLine(), "--note says why, in at most 1000 characters.");
        }
        try (DeskSession session = DeskSession.open(config.read())) {
            session.desk().resolve(id, note, Actor.ofCommand());
            Console.of(spec).say(id + " is resolved");
        }
        return ExitCode.DONE.number();
    }
}
