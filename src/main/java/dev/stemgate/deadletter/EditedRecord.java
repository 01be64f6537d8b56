// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A record with an edit applied to it. Only what the edit names changes; numbers keep the digits they were sent with.
 *
 * @param bytes the corrected record
 * @param paths JSON pointers of what was changed; empty when the whole record was replaced
 */
record EditedRecord(byte[] bytes, List<String> paths) {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String AS_JSON = "json:";
    private static final int LONGEST_ARRAY = 10_000;

    /** @throws CorrectionRefusedException when the edit cannot be applied to these bytes */
    static EditedRecord of(byte[] original, RecordEdit edit) {
        if (edit instanceof RecordEdit.Whole whole) {
            return new EditedRecord(whole.bytes(), List.of());
        }
        Map<String, String> values = ((RecordEdit.Elements) edit).values();
        ObjectNode record = object(original);
        List<String> paths = new ArrayList<>();
        values.forEach((path, value) -> {
            List<String> steps = steps(path, record.path("resourceType").asText());
            set(record, steps, path, value);
            paths.add("/" + String.join("/", steps));
        });
        return new EditedRecord(record.toString().getBytes(StandardCharsets.UTF_8), paths);
    }

    private static ObjectNode object(byte[] original) {
        try {
            if (JSON.readTree(original) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw notJson();
        }
        throw notJson();
    }

    private static CorrectionRefusedException notJson() {
        return new CorrectionRefusedException(
                "the original bytes are no JSON object, so that no element of them can be set; write the whole corrected"
                        + " record into a file and give it with --file");
    }

    /** The steps of a JSON pointer or a FHIR path. */
    static List<String> steps(String path, String type) {
        List<String> steps = new ArrayList<>();
        if (path.startsWith("/")) {
            for (String step : path.substring(1).split("/", -1)) {
                steps.add(step.replace("~1", "/").replace("~0", "~"));
            }
        } else {
            String inside = path.startsWith(type + ".") ? path.substring(type.length() + 1) : path;
            for (String step : inside.replaceAll("\\[(\\d{1,5})]", ".$1").split("\\.", -1)) {
                steps.add(step);
            }
        }
        if (steps.isEmpty() || steps.stream().anyMatch(step -> !step.matches("[A-Za-z_][A-Za-z0-9_]{0,63}|\\d{1,5}"))) {
            throw new CorrectionRefusedException("'" + path
                    + "' is no path of an element; write it like /code/coding/0/code or code.coding[0].code");
        }
        return steps;
    }

    private static void set(ObjectNode record, List<String> steps, String path, String value) {
        JsonNode at = record;
        for (int i = 0; i < steps.size() - 1; i++) {
            at = inside(at, steps.get(i), steps.get(i + 1), path);
        }
        put(at, steps.get(steps.size() - 1), path, value);
    }

    /** The element of that name, made where it is missing: a list when a number follows. */
    private static JsonNode inside(JsonNode at, String step, String following, String path) {
        JsonNode found = child(at, step, path);
        if (found.isContainerNode()) {
            return found;
        }
        JsonNode made =
                isIndex(following) ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
        place(at, step, made, path);
        return made;
    }

    private static JsonNode child(JsonNode at, String step, String path) {
        requireFits(at, step, path);
        return at instanceof ArrayNode list ? list.path(index(list, step, path)) : at.path(step);
    }

    private static void requireFits(JsonNode at, String step, String path) {
        if (at instanceof ArrayNode != isIndex(step)) {
            throw new CorrectionRefusedException("'" + path + "' does not fit the record: '" + step + "' "
                    + (isIndex(step) ? "counts in what is no list" : "names an element of a list; give its number"));
        }
    }

    private static boolean isIndex(String step) {
        return Character.isDigit(step.charAt(0));
    }

    private static int index(ArrayNode list, String step, String path) {
        int index = Integer.parseInt(step);
        if (index > list.size() || index >= LONGEST_ARRAY) {
            throw new CorrectionRefusedException("'" + path + "' does not fit the record: its list has " + list.size()
                    + " element(s), and they are counted from 0");
        }
        return index;
    }

    private static void put(JsonNode at, String step, String path, String value) {
        JsonNode before = child(at, step, path);
        JsonNode now = read(value, before, path);
        if (!now.isNull()) {
            place(at, step, now, path);
        } else if (at instanceof ArrayNode list) {
            list.remove(index(list, step, path));
        } else if (at instanceof ObjectNode object) {
            object.remove(step);
        }
    }

    private static void place(JsonNode at, String step, JsonNode value, String path) {
        if (at instanceof ArrayNode list) {
            int index = index(list, step, path);
            if (index == list.size()) {
                list.add(value);
            } else {
                list.set(index, value);
            }
        } else if (at instanceof ObjectNode object) {
            object.set(step, value);
        }
    }

    private static JsonNode read(String value, JsonNode before, String path) {
        if (value.isEmpty() || value.equals("null")) {
            return JsonNodeFactory.instance.nullNode();
        }
        boolean json = value.startsWith(AS_JSON)
                || "{[\"".indexOf(value.charAt(0)) >= 0
                || before.isNumber()
                || !before.isTextual() && (value.equals("true") || value.equals("false"));
        if (!json) {
            return JsonNodeFactory.instance.textNode(value);
        }
        try {
            return JSON.readTree(value.startsWith(AS_JSON) ? value.substring(AS_JSON.length()) : value);
        } catch (JsonProcessingException e) {
            throw new CorrectionRefusedException("the value for '" + path + "' is no JSON");
        }
    }

    /** Whether both name the same record: a correction changes what a record says and not which one it is. */
    static boolean sameRecord(byte[] original, byte[] corrected) {
        try {
            JsonNode before = JSON.readTree(original);
            JsonNode now = JSON.readTree(corrected);
            return before.path("id").isMissingNode() || before.path("id").equals(now.path("id"));
        } catch (IOException e) {
            return true;
        }
    }

    /** Without the bytes, which are personal data. */
    @Override
    public String toString() {
        return "EditedRecord" + paths;
    }
}
