// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What searches look at in one version of a resource: values by search parameter. Taken from the JSON tree, never from a parsed
 * resource, so that a record which no FHIR parser can read is still found.
 */
final class SearchValues {

    static final SearchValues NONE = new SearchValues(Map.of());

    /** A token (system and code), a reference (type and id) or a text (empty system). */
    record Value(String system, String value) {}

    private final Map<String, List<Value>> byParameter;

    private SearchValues(Map<String, List<Value>> byParameter) {
        this.byParameter = Map.copyOf(byParameter);
    }

    static SearchValues of(String type, JsonNode resource) {
        Map<String, List<Value>> found = new HashMap<>();
        SearchParameter.of(type).forEach((name, parameter) -> {
            List<Value> values = new ArrayList<>();
            for (String path : parameter.paths()) {
                walk(resource, path.split("\\."), 0, node -> parameter.kind().read(node, values));
            }
            if (!values.isEmpty()) {
                found.put(name, List.copyOf(values));
            }
        });
        return new SearchValues(found);
    }

    /** The same values, but found under this patient, whatever the subject says or fails to say. */
    SearchValues underPatient(String patientId) {
        Map<String, List<Value>> changed = new HashMap<>(byParameter);
        List<Value> patient = List.of(new Value("Patient", patientId));
        changed.put("patient", patient);
        changed.put("subject", patient);
        return new SearchValues(changed);
    }

    List<Value> get(String parameter) {
        return byParameter.getOrDefault(parameter, List.of());
    }

    private static void walk(JsonNode node, String[] path, int depth, Consumer<JsonNode> found) {
        if (node.isArray()) {
            node.forEach(item -> walk(item, path, depth, found));
        } else if (depth == path.length) {
            found.accept(node);
        } else if (node.has(path[depth])) {
            walk(node.get(path[depth]), path, depth + 1, found);
        }
    }
}
