// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.StateConnection;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate dead-letters}: what could not be matched, read or written. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists and shows what could not be matched, read or written.",
        subcommands = {DeadLettersCommand.ListLetters.class, DeadLettersCommand.Show.class})
final class DeadLettersCommand implements Runnable {

    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say 'list' or 'show ID'.");
    }

    /** {@code dead-letters list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the letters, oldest first. Exit code 1 when there are open ones.")
    static final class ListLetters implements Callable<Integer> {

        @Mixin
        private ConfigOption config;

        @Option(names = "--reason", paramLabel = "CODE", description = "Only letters of this reason.")
        private String reason;

        @Option(names = "--source", paramLabel = "NAME", description = "Only letters of this EHR.")
        private String source;

        @Option(names = "--all", description = "Replayed and resolved ones too.")
        private boolean all;

        @Option(names = "--json", description = "One JSON object a letter and line.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            LetterFilter filter = filter();
            try (Database database = StateConnection.open(config.read().state())) {
                List<DeadLetter> letters = new DeadLetters(database, new Ledger(database)).find(filter);
                Console console = Console.of(spec);
                if (json) {
                    letters.forEach(letter -> console.out().println(json(letter)));
                } else {
                    table(console, letters);
                }
                console.out().flush();
                boolean open = letters.stream().anyMatch(letter -> letter.state() == LetterState.OPEN);
                return (open ? ExitCode.DONE_WITH_DIFFERENCES : ExitCode.DONE).number();
            }
        }

        private LetterFilter filter() {
            LetterFilter filter = all ? LetterFilter.all() : LetterFilter.open();
            if (source != null) {
                filter = filter.from(source);
            }
            return reason == null ? filter : filter.because(wanted());
        }

        private Reason wanted() {
            return Reason.ofCode(reason)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "There is no reason '" + reason + "'. Reasons: "
                                    + Arrays.stream(Reason.values())
                                            .map(Reason::code)
                                            .collect(Collectors.joining(", "))));
        }

        private static void table(Console console, List<DeadLetter> letters) {
            if (letters.isEmpty()) {
                console.out().println("No dead letters.");
                return;
            }
            TextTable table = new TextTable(console.width(), "ID", "REASON", "SOURCE", "WHERE", "SEEN", "WHAT");
            for (DeadLetter letter : letters) {
                table.row(
                        letter.id().toString(),
                        letter.reason().code(),
                        letter.source(),
                        letter.place(),
                        String.valueOf(letter.seen()),
                        letter.line());
            }
            table.print(console.out());
        }
    }

    /** {@code dead-letters show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one letter with its original bytes, which are personal data.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private ConfigOption config;

        @Parameters(paramLabel = "ID", description = "Id of the letter, as 'list' prints it.")
        private String id;

        @Option(names = "--raw", description = "Prints the original bytes only, exactly as they were received.")
        private boolean raw;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            LetterId letterId = letterId();
            try (Database database = StateConnection.open(config.read().state())) {
                DeadLetters letters = new DeadLetters(database, new Ledger(database));
                DeadLetter letter = letters.get(letterId)
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.INPUT_UNUSABLE,
                                "there is no dead letter " + letterId + "; see 'dead-letters list'"));
                byte[] payload = letters.payload(letterId).orElse(new byte[0]);
                PrintWriter out = Console.of(spec).out();
                if (raw) {
                    out.flush();
                    System.out.write(payload, 0, payload.length);
                    System.out.flush();
                } else {
                    print(out, letter, letters.waiting(letterId), payload);
                }
                out.flush();
            }
            return ExitCode.DONE.number();
        }

        private LetterId letterId() {
            try {
                return LetterId.parse(id);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "'" + id + "' is not the id of a dead letter.", e);
            }
        }

        private static void print(PrintWriter out, DeadLetter letter, List<PatientKey> waiting, byte[] payload) {
            out.println("Dead letter  " + letter.id() + "   " + letter.state().code());
            out.println("Reason       " + letter.reason().code() + ": " + letter.line());
            out.println("What to do   " + letter.reason().remedy());
            out.println("Where        " + letter.source() + ", " + letter.place());
            letter.patient().ifPresent(patient -> out.println("Patient      " + patient));
            if (!waiting.isEmpty()) {
                out.println("Waiting      "
                        + waiting.stream().map(PatientKey::patientId).collect(Collectors.joining(", ")));
            }
            out.println("Seen         " + letter.seen() + " time(s), first " + letter.firstSeen() + ", last "
                    + letter.lastSeen());
            out.println("Replayed     " + letter.attempts() + " time(s)");
            if (!letter.modelVersion().isEmpty()) {
                out.println("Model        " + letter.modelVersion());
            }
            if (!letter.note().isEmpty()) {
                out.println("Note         " + letter.note());
            }
            out.println("Content      " + payload.length + " bytes, " + letter.mediaType() + ", SHA-256 "
                    + letter.contentHash());
            out.println();
            out.println(printable(payload));
        }

        /** Control characters could steer the terminal, so they are shown as their numbers. */
        private static String printable(byte[] payload) {
            StringBuilder text = new StringBuilder();
            new String(payload, StandardCharsets.UTF_8).codePoints().forEach(point -> {
                if (Character.isISOControl(point) && point != '\n' && point != '\t') {
                    text.append(String.format("\\u%04x", point));
                } else {
                    text.appendCodePoint(point);
                }
            });
            return text.toString();
        }
    }

    private static ObjectNode json(DeadLetter letter) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", letter.id().toString())
                .put("state", letter.state().code())
                .put("reason", letter.reason().code())
                .put("line", letter.line())
                .put("source", letter.source())
                .put("where", letter.place())
                .put("seen", letter.seen())
                .put("attempts", letter.attempts())
                .put("firstSeen", letter.firstSeen().toString())
                .put("lastSeen", letter.lastSeen().toString())
                .put("contentHash", letter.contentHash());
        letter.patient().ifPresent(patient -> node.put("patient", patient));
        return node;
    }
}
