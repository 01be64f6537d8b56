// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterPage;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.route.config.BridgeSettings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dead-letters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the letters, newest first, without personal data. Exit code 1 when there are open ones.")
final class LetterListCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Mixin
    private LetterFilterOptions filter;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "At most so many; default: 1000.")
    private int limit;

    @Option(names = "--offset", paramLabel = "N", defaultValue = "0", description = "Leaves out the newest N.")
    private long offset;

    @Option(names = "--json", description = "One JSON object a letter and line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1 || offset < 0) {
            throw new ParameterException(spec.commandLine(), "--limit is at least 1, and --offset not negative.");
        }
        BridgeSettings settings = config.read();
        try (DeskSession session = DeskSession.open(settings)) {
            LetterPage page = session.desk().list(filter.read(spec, settings, Instant.now()), offset, limit);
            Console console = Console.of(spec);
            if (json) {
                page.letters().forEach(letter -> console.out().println(LetterJson.of(letter)));
            } else {
                table(console, page.letters());
            }
            console.out().flush();
            long left = page.total() - page.letters().size();
            if (left > 0) {
                console.say(page.letters().size() + " of " + page.total() + " letters; see --limit and --offset");
            }
            boolean open = page.letters().stream().anyMatch(letter -> letter.state() == LetterState.OPEN);
            return (open ? ExitCode.DONE_WITH_DIFFERENCES : ExitCode.DONE).number();
        }
    }

    private static void table(Console console, List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            console.out().println("No dead letters.");
            return;
        }
        TextTable table =
                new TextTable(console.width(), "ID", "STATE", "REASON", "SOURCE", "WHERE", "SEEN", "LAST SEEN", "WHAT");
        for (DeadLetter letter : letters) {
            table.row(
                    letter.id().toString(),
                    letter.state().code(),
                    letter.reason().code(),
                    letter.source(),
                    letter.place(),
                    String.valueOf(letter.seen()),
                    letter.lastSeen().toString().substring(0, 16).replace('T', ' '),
                    letter.line());
        }
        table.print(console.out());
    }
}
