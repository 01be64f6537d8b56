// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A hospital file as written: one {@code templatedRoute} that fills the template {@code hospital}. Whether its parameters make sense is
 * for {@link HospitalReader}.
 *
 * @param source the file, for errors with a line
 * @param templated the {@code templatedRoute}
 * @param parameters by name, in the order written
 */
public record HospitalFile(YamlSource source, Node templated, Map<String, Node> parameters) {

    /**
     * The parameters of a hospital file, in the order written; secrets stand elsewhere.
     *
     * @throws ConfigurationException when it is no hospital file
     */
    public static Map<String, String> parameters(Path file) {
        HospitalFile read = read(file);
        Map<String, String> values = new LinkedHashMap<>();
        read.parameters.forEach((name, node) -> values.put(name, read.source.scalar(node, "'" + name + "'")));
        return values;
    }

    static HospitalFile read(Path file) {
        YamlSource source = new YamlSource(file);
        Node root = source.read();
        var entries = source.sequence(root, "a hospital file");
        if (entries.size() != 1) {
            throw source.error(root, "a hospital file holds exactly one templatedRoute");
        }
        MappingNode entry = source.mapping(entries.get(0), "the entry");
        Node templated = child(source, entry, "templatedRoute")
                .orElseThrow(() -> source.error(root, "expected '- templatedRoute:' with templateId: hospital"));
        MappingNode route = source.mapping(templated, "templatedRoute");
        String template = child(source, route, "routeTemplateRef")
                .map(node -> source.scalar(node, "'routeTemplateRef'"))
                .orElseThrow(() -> source.error(templated, "'routeTemplateRef' is missing; it is 'hospital'"));
        if (!template.equals("hospital")) {
            throw source.error(templated, "unknown template '" + template + "'; the template is 'hospital'");
        }
        Node parameters = child(source, route, "parameters")
                .orElseThrow(() -> source.error(templated, "'parameters' is missing"));
        return new HospitalFile(source, templated, parameters(source, parameters));
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
