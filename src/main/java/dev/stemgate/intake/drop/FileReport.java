// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputUnit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The report beside a file, for its sender: every line or entry with its fate, and counts that add up. It holds no personal data
 * (CONTRACTS). Written beside and renamed, with bounded memory. Stateless.
 */
final class FileReport {

    private static final int PAGE = 2000;
    private static final JsonFactory JSON = new JsonFactory();

    private final InputFiles files;

    FileReport(InputFiles files) {
        this.files = Objects.requireNonNull(files, "files");
    }

    /** Writes {@code <file>.report.json} and {@code <file>.report.txt}. @return whether every unit has come to its end */
    boolean write(InputFile file, Path beside, Instant now) throws IOException {
        Map<InputState, Long> counts = files.counts(file.id());
        replace(beside.resolveSibling(beside.getFileName() + ".report.json"), out -> json(file, counts, now, out));
        replace(beside.resolveSibling(beside.getFileName() + ".report.txt"), out -> text(file, counts, now, out));
        return counts.get(InputState.PENDING) == 0;
    }

    @FunctionalInterface
    private interface Content {
        void write(Writer out) throws IOException;
    }

    private static void replace(Path target, Content content) throws IOException {
        Path draft = target.resolveSibling("." + target.getFileName() + ".tmp");
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            content.write(out);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void json(InputFile file, Map<InputState, Long> counts, Instant now, Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            json.writeStringField("file", file.name());
            json.writeStringField("source", file.source());
            json.writeStringField("ehr", file.ehr());
            json.writeStringField("sha256", file.contentHash());
            json.writeNumberField("bytes", file.bytes());
            json.writeStringField("state", file.state().code());
            json.writeStringField("note", file.line());
            json.writeStringField("takenAt", file.seenAt().toString());
            json.writeStringField("writtenAt", now.toString());
            json.writeObjectFieldStart("counts");
            json.writeNumberField(
                    "in", counts.values().stream().mapToLong(Long::longValue).sum());
            for (Map.Entry<InputState, Long> count : counts.entrySet()) {
                json.writeNumberField(count.getKey().code(), count.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("units");
            List<InputUnit> page = files.unitsAfter(file.id(), 0, PAGE);
            while (!page.isEmpty()) {
                for (InputUnit unit : page) {
                    unit(json, unit);
                }
                page = files.unitsAfter(file.id(), page.get(page.size() - 1).ordinal(), PAGE);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void unit(JsonGenerator json, InputUnit unit) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", unit.number());
        if (!unit.within().isEmpty()) {
            json.writeStringField("part", unit.within());
        }
        json.writeStringField("fate", unit.state().code());
        if (!unit.reason().isEmpty()) {
            json.writeStringField("reason", unit.reason());
        }
        if (!unit.line().isEmpty()) {
            json.writeStringField("note", unit.line());
        }
        json.writeEndObject();
    }

    private void text(InputFile file, Map<InputState, Long> counts, Instant now, Writer out) throws IOException {
        out.write("File    " + file.name() + "\n");
        out.write("Source  " + file.source() + ", for the patients of " + file.ehr() + "\n");
        out.write("State   " + file.state().code() + (file.line().isEmpty() ? "" : ": " + file.line()) + "\n");
        out.write("Taken   " + file.seenAt() + ", report of " + now + "\n");
        out.write("Lines or entries  "
                + counts.values().stream().mapToLong(Long::longValue).sum() + "\n");
        for (Map.Entry<InputState, Long> count : counts.entrySet()) {
            out.write("  " + count.getKey().code() + "  " + count.getValue() + "\n");
        }
        if (counts.get(InputState.PENDING) > 0) {
            out.write(
                    "Pending lines wait for " + file.ehr() + "; this report is written again when they are settled.\n");
        }
        out.write("\n");
        UnitRanges ranges = new UnitRanges(out);
        List<InputUnit> page = files.unitsAfter(file.id(), 0, PAGE);
        while (!page.isEmpty()) {
            for (InputUnit unit : page) {
                ranges.add(unit);
            }
            page = files.unitsAfter(file.id(), page.get(page.size() - 1).ordinal(), PAGE);
        }
        ranges.end();
    }
}
