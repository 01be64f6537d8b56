// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a YAML file; every complaint names file and line. Keys that nobody asks for are refused. */
final class YamlMap {

    private final Path file;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    YamlMap(Path file, MappingNode node) {
        this.file = file;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw fault(tuple.getKeyNode(), "a key is not a word", "write 'key: value'");
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                throw fault(key, "the key '" + key.getValue() + "' stands twice", "keep one of them");
            }
            keys.put(key.getValue(), key);
        }
    }

    Path file() {
        return file;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    YamlMap only(Set<String> known) {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                throw fault(
                        key.getValue(),
                        "unknown key '" + key.getKey() + "'",
                        "use one of " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return this;
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> string(key, value));
    }

    boolean flag(String key) {
        return scalar(key, Tag.BOOL, "true or false").map("true"::equals).orElseThrow(() -> missing(key));
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? flag(key) : otherwise;
    }

    int number(String key) {
        return scalar(key, Tag.INT, "a whole number").map(Integer::valueOf).orElseThrow(() -> missing(key));
    }

    /** A number with or without a decimal point, exactly as written. */
    Optional<BigDecimal> optionalDecimal(String key) {
        Node value = values.get(key);
        if (value != null && value.getTag().equals(Tag.FLOAT)) {
            return scalar(key, Tag.FLOAT, "a number").map(BigDecimal::new);
        }
        return scalar(key, Tag.INT, "a number").map(BigDecimal::new);
    }

    Optional<Period> optionalPeriod(String key) {
        return optionalText(key).map(value -> period(key, value));
    }

    Period period(String key) {
        return optionalPeriod(key).orElseThrow(() -> missing(key));
    }

    private Period period(String key, String value) {
        try {
            Period period = Period.parse(value);
            if (period.isNegative() || period.isZero()) {
                throw fault(key, "'" + value + "' is not a positive period", "write for instance P90D or P5Y");
            }
            return period;
        } catch (DateTimeException e) {
            throw fault(key, "'" + value + "' is not a period", "write for instance P90D or P5Y");
        }
    }

    /** One word of a closed set. */
    <T> T oneOf(String key, Map<String, T> words) {
        return choose(key, text(key), words);
    }

    <T> T choose(String key, String word, Map<String, T> words) {
        T chosen = words.get(word);
        if (chosen == null) {
            throw fault(
                    key,
                    "'" + word + "' is not known for '" + key + "'",
                    "use one of " + String.join(", ", new TreeSet<>(words.keySet())));
        }
        return chosen;
    }

    /** A list of words; empty when the key is not there. */
    List<String> words(String key) {
        return items(key).stream().map(item -> string(key, item)).collect(Collectors.toList());
    }

    Optional<YamlMap> optionalMap(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> map(key, value));
    }

    YamlMap map(String key) {
        return optionalMap(key).orElseThrow(() -> missing(key));
    }

    <T> List<T> maps(String key, Function<YamlMap, T> read) {
        List<T> all = new ArrayList<>();
        items(key).forEach(item -> all.add(read.apply(map(key, item))));
        return all;
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw fault(value, "'" + key + "' is not a list", "write [a, b] or lines with '- '");
        }
        return sequence.getValue();
    }

    private YamlMap map(String key, Node value) {
        if (!(value instanceof MappingNode mapping)) {
            throw fault(value, "'" + key + "' does not hold 'key: value' pairs", "write it as a mapping");
        }
        return new YamlMap(file, mapping);
    }

    private String string(String key, Node value) {
        if (!(value instanceof ScalarNode scalar)
                || !Tag.STR.equals(value.getTag())
                || scalar.getValue().isBlank()) {
            throw fault(value, "'" + key + "' is not a text", "write a text, in quotes where it looks like a number");
        }
        return scalar.getValue();
    }

    private Optional<String> scalar(String key, Tag tag, String wanted) {
        Node value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof ScalarNode scalar) || !tag.equals(value.getTag())) {
            throw fault(value, "'" + key + "' is not " + wanted, "write " + wanted);
        }
        return Optional.of(scalar.getValue());
    }

    ModelFileException missing(String key) {
        return fault(node, "the key '" + key + "' is missing", "add '" + key + ": …'");
    }

    ModelFileException fault(String key, String problem, String remedy) {
        return fault(values.getOrDefault(key, node), problem, remedy);
    }

    private ModelFileException fault(Node at, String problem, String remedy) {
        int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new ModelFileException(file, line, problem, remedy);
    }

    /** The content without comments, order of keys, quotes and layout. */
    String normalised() {
        return NormalisedYaml.of(node);
    }
}
