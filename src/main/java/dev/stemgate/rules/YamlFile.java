// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a YAML file of the model into a tree that knows its lines. */
final class YamlFile {

    private YamlFile() {}

    static YamlMap read(Path file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .build();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Optional<Node> root = new Compose(settings).composeReader(reader);
            Node node = root.orElseThrow(() -> new ModelFileException(file, 0, "the file is empty", "fill it in"));
            if (!(node instanceof MappingNode mapping)) {
                throw new ModelFileException(file, 1, "the file is not a mapping", "write 'key: value' lines");
            }
            return new YamlMap(file, mapping);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new ModelFileException(file, line, "this is not YAML: " + e.getProblem(), "correct the line");
        } catch (YamlEngineException e) {
            throw new ModelFileException(file, "this is not YAML", "correct the file", e);
        } catch (NoSuchFileException e) {
            throw new ModelFileException(file, "the file is missing", "restore it or correct the model folder", e);
        } catch (IOException e) {
            throw new ModelFileException(file, "the file cannot be read", "check its rights and its UTF-8", e);
        }
    }
}
