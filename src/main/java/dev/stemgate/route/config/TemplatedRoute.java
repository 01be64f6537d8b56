package dev.stemgate.route.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A Camel YAML file with exactly one {@code templatedRoute}.
 *
 * @param source the file
 * @param template which template it fills
 * @param keys its parameters
 */
record TemplatedRoute(YamlSource source, String template, Keys keys) {

    static TemplatedRoute read(Path file) {
        YamlSource source = new YamlSource(file);
        Node root = source.read();
        List<Node> entries = source.sequence(root, "the file");
        if (entries.size() != 1) {
            throw source.error(root, "the file holds exactly one templatedRoute");
        }
        Node templated = child(source, source.mapping(entries.get(0), "the entry"), "templatedRoute")
                .orElseThrow(() -> source.error(root, "expected '- templatedRoute:'"));
        MappingNode route = source.mapping(templated, "templatedRoute");
        String template = child(source, route, "routeTemplateRef")
                .map(node -> source.scalar(node, "'routeTemplateRef'"))
                .orElseThrow(() -> source.error(templated, "'routeTemplateRef' is missing"));
        Node parameters = child(source, route, "parameters")
                .orElseThrow(() -> source.error(templated, "'parameters' is missing"));
        return new TemplatedRoute(source, template, new Keys(source, templated, parameters(source, parameters)));
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
