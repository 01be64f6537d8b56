// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.state.Database;
import dev.stemgate.state.ImportedRecords;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputMessages;
import dev.stemgate.state.InputUnit;
import java.io.PrintWriter;
import java.util.List;

/** What happened to a message: each of its records with its fate, and whose it became. */
final class MessageTrace {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_UNITS = 10_000;

    private final InputFiles files;
    private final InputMessages messages;
    private final ImportedRecords records;

    MessageTrace(Database database) {
        files = new InputFiles(database);
        messages = new InputMessages(database);
        records = new ImportedRecords(database);
    }

    /** @return false when the ledger knows no message of that control id */
    boolean print(String controlId, boolean json, PrintWriter out) {
        List<InputFile> found = messages.find(controlId);
        found.forEach(message -> out.println(json ? json(message).toString() : text(message)));
        out.flush();
        return !found.isEmpty();
    }

    private String text(InputFile message) {
        StringBuilder text = new StringBuilder("message " + message.name() + "  " + message.source() + " for "
                + message.ehr() + "  " + message.state().code() + "  taken " + message.seenAt());
        if (!message.line().isEmpty()) {
            text.append("  (").append(message.line()).append(')');
        }
        for (InputUnit unit : units(message)) {
            text.append("\n  ")
                    .append(place(unit))
                    .append("  ")
                    .append(unit.state().code());
            append(text, " (", unit.reason(), ")");
            append(text, "  ", unit.line(), "");
            append(text, "  ", standing(message, unit), "");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String before, String part, String after) {
        if (!part.isEmpty()) {
            text.append(before).append(part).append(after);
        }
    }

    private ObjectNode json(InputFile message) {
        ObjectNode node = JSON.createObjectNode()
                .put("message", message.name())
                .put("source", message.source())
                .put("ehr", message.ehr())
                .put("state", message.state().code())
                .put("taken", message.seenAt().toString())
                .put("line", message.line());
        ArrayNode units = node.putArray("units");
        for (InputUnit unit : units(message)) {
            units.addObject()
                    .put("place", place(unit))
                    .put("state", unit.state().code())
                    .put("reason", unit.reason())
                    .put("line", unit.line())
                    .put("record", standing(message, unit));
        }
        return node;
    }

    private List<InputUnit> units(InputFile message) {
        return files.unitsAfter(message.id(), 0, MOST_UNITS);
    }

    private String standing(InputFile message, InputUnit unit) {
        return records.standing(message.id(), unit.ordinal()).orElse("");
    }

    private static String place(InputUnit unit) {
        return unit.within().isEmpty() ? "whole" : unit.within();
    }
}
