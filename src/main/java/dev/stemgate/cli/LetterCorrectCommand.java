// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.Correction;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.RecordEdit;
import dev.stemgate.state.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters correct}. */
@Command(
        name = "correct",
        mixinStandardHelpOptions = true,
        description = {
            "Corrects the record of a letter for as long as the source sends exactly these bytes.",
            "The original bytes stay. Say 'replay ID' to have it read at once; exit code 3 when the corrected record cannot be"
                    + " read, and nothing is stored then."
        })
final class LetterCorrectCommand implements Callable<Integer> {

    /** One of the two ways. */
    static final class Edit {

        @Option(
                names = "--set",
                required = true,
                paramLabel = "PATH=VALUE",
                description = {
                    "Sets an element: /code/coding/0/code=… or code.coding[0].code=…; may be given several times.",
                    "Without a value the element is taken away; after json: the value is JSON.",
                    "In a row of a CSV file PATH is the name of a column."
                })
        private List<String> elements;

        @Option(
                names = "--file",
                required = true,
                paramLabel = "FILE",
                description = "Takes the whole record from a file.")
        private Path file;
    }

    @Mixin
    private ConfigOption config;

    @Parameters(paramLabel = "ID", converter = LetterIdConverter.class, description = "Id of the letter.")
    private LetterId id;

    @ArgGroup(multiplicity = "1")
    private Edit edit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RecordEdit wanted = edit.file == null ? elements() : new RecordEdit.Whole(content());
        try (DeskSession session = DeskSession.open(config.read())) {
            Correction made = session.desk().correct(id, wanted, Actor.ofCommand());
            Console.of(spec)
                    .say(id + " is corrected" + (made.paths().isEmpty() ? "" : ": " + String.join(", ", made.paths()))
                            + ". It counts from the next reading on; './stemgate dead-letters replay " + id
                            + "' asks for that now");
        }
        return ExitCode.DONE.number();
    }

    private RecordEdit elements() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String element : edit.elements) {
            int equals = element.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(spec.commandLine(), "--set is written PATH=VALUE.");
            }
            values.put(element.substring(0, equals), element.substring(equals + 1));
        }
        return new RecordEdit.Elements(values);
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(edit.file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, edit.file + " cannot be read; name the file with the corrected record");
        }
    }
}
