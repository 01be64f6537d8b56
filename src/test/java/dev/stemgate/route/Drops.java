// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stemgate.state.InputState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** A source's folder in a test, with its source file; files are dropped under their final names. */
public final class Drops {

    public static final String SOURCE = "drops";

    private final Path folder;

    private Drops(Path folder) {
        this.folder = folder;
    }

    /** Writes the source file beside the hospitals of the fixture; before the bridge starts. @param more parameters as YAML items */
    public static Drops in(Path fixture, String more) {
        return in(fixture, SOURCE, more);
    }

    static Drops in(Path fixture, String source, String more) {
        Path sources = fixture.resolve("sources");
        try {
            Files.createDirectories(sources);
            Files.writeString(
                    sources.resolve(source + ".camel.yaml"),
                    """
                    - templatedRoute:
                        routeTemplateRef: file-source
                        routeId: source-%s
                        parameters:
                          - name: source
                            value: %s
                          - name: ehr
                            value: %s
                          - name: folder
                            value: in-%s
                          - name: complete
                            value: rename
                          - name: cadence
                            value: 1h
                    %s"""
                            .formatted(source, source, BridgeFixture.EHR, source, more.indent(6)));
            Drops drops = new Drops(sources.resolve("in-" + source));
            Files.createDirectories(drops.folder);
            return drops;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    public Drops put(String name, String content) {
        return put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Drops put(String name, byte[] content) {
        try {
            Path draft = folder.resolve("." + name + ".tmp");
            Files.write(draft, content);
            Files.move(draft, folder.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report beside a file in {@code done} or {@code failed}. */
    public JsonNode report(String where, String name) {
        try {
            return new JsonMapper()
                    .readTree(
                            folder.resolve(where).resolve(name + ".report.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<InputState, Long> counts(JsonNode report) {
        Map<InputState, Long> counts = new EnumMap<>(InputState.class);
        for (InputState state : InputState.values()) {
            counts.put(state, report.path("counts").path(state.code()).asLong());
        }
        return counts;
    }

    /** Names in a folder of the source, reports left out. */
    Stream<String> names(String where) {
        try (Stream<Path> files = Files.list(folder.resolve(where))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains(".report."))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
