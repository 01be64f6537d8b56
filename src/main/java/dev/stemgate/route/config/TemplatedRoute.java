// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** A Camel YAML file with one {@code templatedRoute}: which template it fills, and with which parameters. */
record TemplatedRoute(YamlSource source, Node at, String template, Keys keys) {

    /** @param what the file is called in messages, for instance {@code a hospital file} */
    static TemplatedRoute read(Path file, String what) {
        YamlSource source = new YamlSource(file);
        Node root = source.read();
        var entries = source.sequence(root, what);
        if (entries.size() != 1) {
            throw source.error(root, what + " holds exactly one templatedRoute");
        }
        MappingNode entry = source.mapping(entries.get(0), "the entry");
        Node templated = child(source, entry, "templatedRoute")
                .orElseThrow(() -> source.error(root, "expected '- templatedRoute:' with routeTemplateRef"));
        MappingNode route = source.mapping(templated, "templatedRoute");
        String template = child(source, route, "routeTemplateRef")
                .map(node -> source.scalar(node, "'routeTemplateRef'"))
                .orElseThrow(() -> source.error(templated, "'routeTemplateRef' is missing"));
        Node parameters = child(source, route, "parameters")
                .orElseThrow(() -> source.error(templated, "'parameters' is missing"));
        return new TemplatedRoute(
                source, templated, template, new Keys(source, templated, parameters(source, parameters)));
    }

    private static Map<String, Node> parameters(YamlSource source, Node parameters) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (Node parameter : source.sequence(parameters, "'parameters'")) {
            MappingNode mapping = source.mapping(parameter, "a parameter");
            String name = child(source, mapping, "name")
                    .map(node -> source.scalar(node, "'name'"))
                    .orElseThrow(() -> source.error(parameter, "a parameter needs a name"));
            Node value = child(source, mapping, "value")
                    .orElseThrow(() -> source.error(parameter, "parameter '" + name + "' needs a value"));
            if (values.put(name, value) != null) {
                throw source.error(parameter, "parameter '" + name + "' stands twice");
            }
        }
        return values;
    }

    private static Optional<Node> child(YamlSource source, MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (source.scalar(tuple.getKeyNode(), "a key").equals(key)) {
                return Optional.of(tuple.getValueNode());
            }
        }
        return Optional.empty();
    }
}
