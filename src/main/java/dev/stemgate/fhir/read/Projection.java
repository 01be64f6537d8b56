// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Keeps of a record what facts are made of ({@link KeptElements}). What is never extracted (narrative, notes, performers) cannot break a
 * record; what is kept is parsed strictly, so nothing of it can be lost without notice.
 */
final class Projection {

    private static final String ANIMAL = "http://hl7.org/fhir/StructureDefinition/patient-animal";
    private static final Set<String> HEAD = Set.of("resourceType", "id");

    private Projection() {}

    static boolean knows(String type) {
        return KeptElements.knows(type);
    }

    static ObjectNode of(ObjectNode resource) {
        Set<String> kept = KeptElements.of(resource.path("resourceType").asText());
        ObjectNode projected = resource.objectNode();
        resource.properties().forEach(field -> {
            String name = field.getKey().startsWith("_") ? field.getKey().substring(1) : field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                return;
            }
            if (HEAD.contains(field.getKey()) || kept.contains(name)) {
                projected.set(field.getKey(), inside(name, value));
            } else if (name.equals("meta")) {
                projected.set("meta", inside(name, value));
            }
        });
        contained(resource, projected);
        if (kept.contains("birthDate")) {
            patient(resource, projected);
        }
        return projected;
    }

    /** A copy of an element with those of its children that are kept, at any depth; of a list, of each item. */
    private static JsonNode inside(String name, JsonNode value) {
        Set<String> wanted = KeptElements.inside(name);
        if (wanted.isEmpty()) {
            return value.deepCopy();
        }
        if (value instanceof ArrayNode list) {
            ArrayNode items = list.arrayNode();
            list.forEach(item -> items.add(inside(name, item)));
            return items;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode kept = object.objectNode();
        object.properties().forEach(field -> {
            if (wanted.contains(field.getKey()) && !field.getValue().isNull()) {
                kept.set(field.getKey(), inside(field.getKey(), field.getValue()));
            }
        });
        return kept;
    }

    private static void contained(ObjectNode resource, ObjectNode projected) {
        ArrayNode contained = resource.arrayNode();
        for (JsonNode inner : resource.path("contained")) {
            String type = inner.path("resourceType").asText();
            if (inner instanceof ObjectNode object && (type.equals("Medication") || type.equals("Substance"))) {
                contained.add(of(object));
            }
        }
        if (!contained.isEmpty()) {
            projected.set("contained", contained);
        }
    }

    private static void patient(ObjectNode resource, ObjectNode projected) {
        ArrayNode links = resource.arrayNode();
        for (JsonNode link : resource.path("link")) {
            JsonNode other = link.path("other").path("reference");
            if (link.path("type").isTextual() && other.isTextual()) {
                ObjectNode kept = links.addObject();
                kept.set("type", link.get("type"));
                kept.putObject("other").set("reference", other);
            }
        }
        setOrRemove(projected, "link", links);
        ArrayNode identifiers = resource.arrayNode();
        for (JsonNode identifier : resource.path("identifier")) {
            if (identifier.path("system").isTextual()
                    && identifier.path("value").isTextual()) {
                ObjectNode kept = identifiers.addObject();
                kept.set("system", identifier.get("system"));
                kept.set("value", identifier.get("value"));
            }
        }
        setOrRemove(projected, "identifier", identifiers);
        for (JsonNode extension : resource.path("extension")) {
            if (extension.path("url").asText().equals(ANIMAL)) {
                projected.putArray("extension").addObject().put("url", ANIMAL).put("valueBoolean", true);
            }
        }
    }

    private static void setOrRemove(ObjectNode projected, String name, ArrayNode values) {
        if (values.isEmpty()) {
            projected.remove(name);
        } else {
            projected.set(name, values);
        }
    }
}
