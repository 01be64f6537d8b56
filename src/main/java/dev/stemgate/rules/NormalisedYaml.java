// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML tree as text that is the same whenever the content is: for the model's hash. */
final class NormalisedYaml {

    private NormalisedYaml() {}

    static String of(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, String> sorted = new TreeMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                sorted.put(of(tuple.getKeyNode()), of(tuple.getValueNode()));
            }
            return sorted.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(NormalisedYaml::of).collect(Collectors.joining(",", "[", "]"));
        }
        String value = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
