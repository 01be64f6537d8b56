// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.model.PatientKey;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.PatientToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stemgate audit}: who looked at, changed, replayed, exported or erased what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who looked at, changed, replayed, exported or erased what; the database refuses to change it.",
        subcommands = AuditCommand.ListEntries.class)
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say 'list'.");
    }

    /** {@code audit list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the entries, newest first.")
    static final class ListEntries implements Callable<Integer> {

        @Mixin
        private ConfigOption config;

        @Option(names = "--since", paramLabel = "WHEN", description = "Only since: 30m, 12h, 7d ago, a date or a time.")
        private String since;

        @Option(names = "--ehr", paramLabel = "NAME", description = "With --patient: whose patient it is.")
        private String ehr;

        @Option(names = "--patient", paramLabel = "ID", description = "Only about this patient; needs --ehr.")
        private String patient;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "1000",
                description = "At most so many; default: 1000.")
        private int limit;

        @Option(names = "--json", description = "One JSON object an entry and line.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if ((ehr == null) != (patient == null) || limit < 1) {
                throw new ParameterException(
                        spec.commandLine(), "Say --ehr NAME --patient ID, and --limit of at least 1.");
            }
            BridgeSettings settings = config.read();
            Optional<Instant> from = since(settings);
            try (Database database = StateConnection.open(settings.state())) {
                Optional<String> token = patient == null
                        ? Optional.empty()
                        : Optional.of(PatientToken.of(database).of(new PatientKey(ehr, patient)));
                List<AuditEntry> entries = new Audit(database).newest(from, token, limit);
                Console console = Console.of(spec);
                if (json) {
                    entries.forEach(entry -> console.out().println(LetterJson.of(entry)));
                } else {
                    table(console, entries);
                }
                console.out().flush();
            }
            return ExitCode.DONE.number();
        }

        private Optional<Instant> since(BridgeSettings settings) {
            if (since == null) {
                return Optional.empty();
            }
            Optional<Instant> from = LetterFilterOptions.since(since, settings.zone(), Instant.now());
            if (from.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--since '" + since + "' is no time.");
            }
            return from;
        }

        private static void table(Console console, List<AuditEntry> entries) {
            if (entries.isEmpty()) {
                console.out().println("No entries.");
                return;
            }
            TextTable table = new TextTable(console.width(), "WHEN", "WHO", "ACTION", "LETTER", "PATIENT", "DETAIL");
            entries.forEach(entry -> table.row(
                    entry.at().toString(),
                    entry.actor(),
                    entry.action().code(),
                    entry.letterNumber().map(LetterJson::letter).orElse(""),
                    entry.patientToken().map(token -> "#" + token).orElse(""),
                    entry.detail()));
            table.print(console.out());
        }
    }
}
