// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.state.Database;
import dev.stemgate.state.ImportedRecords;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputUnit;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happened to a line of a file, or to a file: every time a file of that name came. */
final class FileTrace {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PLACE = Pattern.compile("(.+):(\\d{1,18})(?:/.*)?");

    private final InputFiles files;
    private final ImportedRecords records;
    private final PrintWriter out;
    private final boolean json;

    FileTrace(Database database, PrintWriter out, boolean json) {
        this.files = new InputFiles(database);
        this.records = new ImportedRecords(database);
        this.out = out;
        this.json = json;
    }

    /** @param place {@code batch.csv:17}, or the name of a file alone @return whether the ledger knows it */
    boolean print(String place) {
        List<InputFile> whole = files.named(place);
        Matcher matcher = PLACE.matcher(place);
        if (!whole.isEmpty() || !matcher.matches()) {
            whole.forEach(file -> file(file, List.of()));
            return !whole.isEmpty();
        }
        long number = Long.parseLong(matcher.group(2));
        boolean known = false;
        for (InputFile file : files.named(matcher.group(1))) {
            List<InputUnit> units = files.unitsAt(file.id(), number);
            if (!units.isEmpty()) {
                file(file, units);
                known = true;
            }
        }
        return known;
    }

    private void file(InputFile file, List<InputUnit> units) {
        if (json) {
            json(file, units);
            return;
        }
        out.println("file " + file.name() + "  source " + file.source() + "  for " + file.ehr() + "  "
                + file.state().code() + (file.line().isEmpty() ? "" : " (" + file.line() + ")"));
        out.println("  " + file.seenAt() + "  taken         sha256 " + file.contentHash());
        file.endedAt()
                .ifPresent(at -> out.println("  " + at + "  read          " + file.reached() + " lines or entries: "
                        + files.counts(file.id())));
        if (!file.restsAt().isEmpty()) {
            out.println("  rests at " + file.restsAt());
        }
        for (InputUnit unit : units) {
            String part = unit.within().isEmpty() ? "" : ", " + unit.within();
            out.println("  line " + unit.number() + part + "  " + unit.state().code() + words(unit)
                    + standing(file, unit).map(text -> "  " + text).orElse(""));
        }
    }

    private static String words(InputUnit unit) {
        String reason = unit.reason().isEmpty() ? "" : " " + unit.reason();
        return reason + (unit.line().isEmpty() ? "" : ": " + unit.line());
    }

    private Optional<String> standing(InputFile file, InputUnit unit) {
        return records.standing(file.id(), unit.ordinal());
    }

    private void json(InputFile file, List<InputUnit> units) {
        ObjectNode node = JSON.createObjectNode()
                .put("file", file.name())
                .put("source", file.source())
                .put("ehr", file.ehr())
                .put("state", file.state().code())
                .put("note", file.line())
                .put("sha256", file.contentHash())
                .put("taken", file.seenAt().toString())
                .put("restsAt", file.restsAt());
        ObjectNode counts = node.putObject("counts");
        files.counts(file.id()).forEach((state, count) -> counts.put(state.code(), count));
        var lines = node.putArray("units");
        units.forEach(unit -> lines.addObject()
                .put("line", unit.number())
                .put("part", unit.within())
                .put("fate", unit.state().code())
                .put("reason", unit.reason())
                .put("note", unit.line())
                .put("record", standing(file, unit).orElse("")));
        out.println(node);
    }
}
