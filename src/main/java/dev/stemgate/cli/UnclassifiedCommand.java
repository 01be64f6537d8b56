// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.WorkItem;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.terminology.CsvText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stemgate model unclassified}: the codes and texts that nobody has classified yet, out as a work list and back in. */
@Command(
        name = "unclassified",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the work list of codes and texts that no list knows, or reads it back filled in.",
            "The list may hold what a record says in words: it is personal data."
        })
final class UnclassifiedCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String STANDARD_OUTPUT = "-";

    /** One of the two directions. */
    static final class Direction {

        @Option(
                names = "--export",
                paramLabel = "FILE",
                required = true,
                description = "Writes the work list as CSV; '-' writes to standard output.")
        private String export;

        @Option(
                names = "--import",
                paramLabel = "FILE",
                required = true,
                description = "Reads the filled list into the local map; nothing is written when a row is wrong.")
        private Path filled;
    }

    @Mixin
    private ConfigOption config;

    @ArgGroup(multiplicity = "1")
    private Direction direction;

    @Option(names = "--ehr", paramLabel = "NAME", description = "Only what this EHR sends.")
    private String ehr;

    @Option(names = "--json", description = "One JSON object a row and line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        if (ehr != null) {
            settings.hospital(ehr);
        }
        Console console = Console.of(spec);
        ScreeningCore core = ScreeningCore.load(settings.model(), settings.localCodes());
        try (Database database = StateConnection.open(settings.state())) {
            WorkList list = new WorkList(database, new Ledger(database));
            if (direction.export == null) {
                return fill(console, settings, list).number();
            }
            new Audit(database)
                    .ofStore(Actor.ofCommand(), AuditEntry.Action.EXPORTED, "work list of codes", Instant.now());
            return export(console, core, list).number();
        }
    }

    private ExitCode fill(Console console, BridgeSettings settings, WorkList list) {
        return new WorkListImport(console, settings, list).read(direction.filled);
    }

    private ExitCode export(Console console, ScreeningCore core, WorkList list) {
        List<WorkItem> items = list.open().stream()
                .filter(item -> ehr == null || item.ehr().equals(ehr))
                .toList();
        List<WorkListRow> rows = WorkListRow.of(items, core.terminology());
        String text = json ? ndjson(rows) : csv(rows);
        if (direction.export.equals(STANDARD_OUTPUT)) {
            console.out().print(text);
            console.out().flush();
        } else {
            PrivateFile.write(Path.of(direction.export), text);
        }
        long nameless = items.stream()
                .filter(item ->
                        item.code().system().isBlank() && item.code().display().isBlank())
                .count();
        console.say(rows.size() + " code(s) or text(s) to classify"
                + (nameless == 0
                        ? ""
                        : "; " + nameless
                                + " more came without system and display and can only be corrected in the EHR"));
        return ExitCode.DONE;
    }

    private static String csv(List<WorkListRow> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(WorkListRow.COLUMNS));
        rows.forEach(row -> lines.add(row.cells()));
        return CsvText.of(lines);
    }

    private static String ndjson(List<WorkListRow> rows) {
        return rows.stream()
                .map(row -> {
                    ObjectNode node = JSON.createObjectNode();
                    row.writeTo(node);
                    return node + "\n";
                })
                .collect(Collectors.joining());
    }
}
