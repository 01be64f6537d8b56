// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages a line in one of many ways; the same seed damages it in the same way. */
public final class LineMutations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES = List.of(
            "\"\"",
            "\" \"",
            "\" active\"",
            "\"active \"",
            "null",
            "0",
            "-1",
            "1e3",
            "1.50",
            "true",
            "{}",
            "[]",
            "[null]",
            "[{}]",
            "\"2024-02-30\"",
            "\"2024-02-29T10:00:00Z\"",
            "\"2024-02\"",
            "\"2024\"",
            "\"2024-02-29T10:00\"",
            "\"2024-02-29T24:00:00Z\"",
            "\"2024-02-29 10:00:00\"",
            "\"Patient/1/_history/2\"",
            "\"https://ehr.example.org/fhir/Patient/1\"",
            "\"https://other.example.org/fhir/Patient/1\"",
            "\"#med\"",
            "\"urn:uuid:1\"",
            "\"Medication/1\"",
            "\"Patient/\"",
            "\"a b\"",
            "\"\\u00a0x\"",
            "\"\\ud83d\\ude00\"",
            "\"tab\\there\"",
            "\"entered-in-error\"",
            "{\"text\":\"words\"}",
            "{\"coding\":[{\"code\":\"1\"}]}",
            "{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/data-absent-reason\",\"code\":\"masked\"}]}",
            "[{\"text\":\"words\"}]",
            "{\"start\":\"2020\"}",
            "{\"start\":\"2020\",\"end\":\"\"}",
            "{\"value\":5,\"unit\":\"years\",\"code\":\"a\"}",
            "{\"value\":5,\"comparator\":\"<\"}",
            "{\"reference\":\"Patient/1\"}",
            "{\"display\":\"Someone\"}",
            "{\"identifier\":{\"system\":\"urn:s\",\"value\":\"1\"}}");
    private static final List<String> NAMES = List.of(
            "extension",
            "modifierExtension",
            "implicitRules",
            "contained",
            "id",
            "unheardOf",
            "_status",
            "_code",
            "_birthDate",
            "text",
            "note",
            "code",
            "status",
            "category",
            "display",
            "comparator",
            "subject",
            "patient");

    private final Random random;

    public LineMutations(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(String line) throws IOException {
        return switch (random.nextInt(12)) {
            case 0 -> cut(line);
            case 1 -> (line + pick(List.of("x", "{}", " ", ",", "\u0000", "]"))).getBytes(StandardCharsets.UTF_8);
            case 2 -> spoiled(line);
            case 3 -> doubled(line);
            default -> changed(line).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] cut(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
    }

    /** A byte that is no UTF-8, or another letter. */
    private byte[] spoiled(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    /** A key twice in its object, somewhere in the line. */
    private byte[] doubled(String line) {
        int at = line.indexOf('{', random.nextInt(line.length()));
        int colon = at < 0 ? -1 : line.indexOf(':', at);
        if (colon < 0) {
            return line.getBytes(StandardCharsets.UTF_8);
        }
        String key = line.substring(at + 1, colon);
        return (line.substring(0, at + 1) + key + ":\"twice\"," + line.substring(at + 1))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A line that is still JSON. */
    public String changed(String line) throws IOException {
        ObjectNode record = (ObjectNode) JSON.readTree(line);
        List<JsonNode> parents = new ArrayList<>();
        collect(record, parents);
        // The record itself is one of many objects; most of what matters stands right in it.
        JsonNode parent = random.nextBoolean() ? record : pick(parents);
        JsonNode value = JSON.readTree(pick(VALUES));
        if (parent instanceof ArrayNode list) {
            list.insert(random.nextInt(list.size() + 1), value);
            return record.toString();
        }
        ObjectNode object = (ObjectNode) parent;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove("resourceType");
        if (names.isEmpty()) {
            object.set(pick(NAMES), value);
            return record.toString();
        }
        String name = pick(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(pick(NAMES), value);
            case 2 -> object.set(name, JSON.createArrayNode().add(object.get(name)));
            case 3 ->
                object.set("_" + name, JSON.readTree("{\"extension\":[{\"url\":\"urn:x\",\"valueCode\":\"y\"}]}"));
            default -> object.set(name, value);
        }
        return record.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
