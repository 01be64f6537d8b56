// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A source's mapping file: how its CSV files are written, and what its columns are. Checked against its JSON Schema when it is read.
 *
 * @param charset of the files
 * @param delimiter between values
 * @param tables at least one
 */
public record CsvMapping(Charset charset, char delimiter, List<CsvTable> tables) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEMA = "/intake/csv-mapping.schema.json";

    public CsvMapping {
        Objects.requireNonNull(charset, "charset");
        tables = List.copyOf(tables);
    }

    /** @throws CsvMappingException in one line, when it cannot be read or breaks the schema */
    public static CsvMapping read(Path file) {
        JsonNode mapping = yaml(file);
        Set<ValidationMessage> problems = schema().validate(mapping);
        if (!problems.isEmpty()) {
            String first = problems.stream()
                    .map(ValidationMessage::getMessage)
                    .sorted()
                    .findFirst()
                    .orElse("");
            throw new CsvMappingException(file + ": " + first);
        }
        List<CsvTable> tables = new ArrayList<>();
        mapping.path("tables").forEach(table -> tables.add(table(file, table)));
        tables.sort(Comparator.comparing(table -> -table.columns().size()));
        return new CsvMapping(
                charset(file, mapping.path("encoding").asText("UTF-8")),
                mapping.path("delimiter").asText(",").charAt(0),
                tables);
    }

    private static Charset charset(Path file, String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new CsvMappingException(file + ": there is no encoding '" + name + "'");
        }
    }

    private static JsonNode yaml(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (IOException e) {
            throw new CsvMappingException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (YamlEngineException e) {
            throw new CsvMappingException(file + ": is not valid YAML");
        }
    }

    private static JsonSchema schema() {
        try (InputStream in = CsvMapping.class.getResourceAsStream(SCHEMA)) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema is part of this program", e);
        }
    }

    private static CsvTable table(Path file, JsonNode table) {
        List<String> key = new ArrayList<>();
        table.path("key").forEach(column -> key.add(column.asText()));
        Map<String, String> identifiers = new HashMap<>();
        table.path("identifiers")
                .forEach(identifier -> identifiers.put(
                        identifier.path("column").asText(),
                        identifier.path("system").asText()));
        List<CsvField> fields = new ArrayList<>();
        String resource = table.path("resource").asText();
        table.path("fields").properties().forEach(entry -> {
            if (!CsvElements.of(resource).containsKey(entry.getKey())) {
                throw new CsvMappingException(file + ": " + resource + " has no field '" + entry.getKey() + "'; it has "
                        + String.join(", ", CsvElements.of(resource).keySet()));
            }
            fields.add(field(entry.getKey(), entry.getValue()));
        });
        return new CsvTable(
                table.path("name").asText(),
                resource,
                key,
                table.path("patient").asText(),
                identifiers,
                fields);
    }

    private static CsvField field(String name, JsonNode field) {
        Map<String, String> words = new HashMap<>();
        field.path("words")
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asText()));
        return new CsvField(
                name,
                text(field, "column"),
                text(field, "value"),
                text(field, "system"),
                text(field, "systemColumn"),
                text(field, "display"),
                text(field, "format"),
                words,
                text(field, "ifEmpty"),
                field.path("then").asText(""),
                field.path("else").asText(""));
    }

    private static Optional<String> text(JsonNode field, String key) {
        return field.has(key) ? Optional.of(field.path(key).asText()) : Optional.empty();
    }

    /** The table of which the header has every column; of several the one that reads most. */
    Optional<CsvTable> tableOf(Set<String> header) {
        return tables.stream()
                .filter(table -> header.containsAll(table.columns()))
                .findFirst();
    }
}
