// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Checks the YAML files of a model folder against the JSON Schemas that stand beside them: {@code criteria/*.yaml} by
 * {@code criterion.schema.json}, any other {@code NAME.yaml} by {@code NAME.schema.json} in its folder.
 */
final class ModelSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String YAML = ".yaml";
    private static final String SCHEMA = ".schema.json";
    private static final String CRITERIA = "criteria";

    private final Path model;

    ModelSchemas(Path model) {
        this.model = model;
    }

    List<ModelProblem> problems() {
        try (Stream<Path> files = Files.walk(model, 2)) {
            return files.filter(file -> file.toString().endsWith(YAML))
                    .sorted()
                    .flatMap(file -> problems(file).stream())
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ModelProblem> problems(Path file) {
        Optional<Path> schema = schemaOf(file);
        if (schema.isEmpty()) {
            return List.of(new ModelProblem(
                    ModelProblem.Kind.SCHEMA,
                    file + ": no schema is for this file; remove it or name it as the model does"));
        }
        try {
            JsonSchema rules = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(JSON.readTree(schema.get().toFile()));
            JsonNode yaml =
                    JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
            return rules.validate(yaml).stream()
                    .map(ValidationMessage::getMessage)
                    .sorted()
                    .map(message -> new ModelProblem(
                            ModelProblem.Kind.SCHEMA,
                            file + ": " + message + "; see " + schema.get().getFileName()))
                    .collect(Collectors.toList());
        } catch (YamlEngineException | IOException e) {
            return List.of(
                    new ModelProblem(ModelProblem.Kind.SCHEMA, file + ": it cannot be read as YAML; correct it"));
        }
    }

    private Optional<Path> schemaOf(Path file) {
        String name = file.getFileName().toString();
        Path schema = file.getParent().endsWith(CRITERIA)
                ? model.resolve("criterion" + SCHEMA)
                : file.resolveSibling(name.substring(0, name.length() - YAML.length()) + SCHEMA);
        return Optional.of(schema).filter(Files::isRegularFile);
    }
}
