// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** CodeableConcepts and Codings; one that says nothing, or that its value is absent, is odd. */
final class ConceptShape {

    private static final Set<String> ABSENT_SYSTEMS = Set.of(
            "http://terminology.hl7.org/CodeSystem/data-absent-reason", "http://hl7.org/fhir/data-absent-reason");

    Concept concept(Elements in) throws OddShape {
        in.beginObject();
        List<Code> codings = List.of();
        String text = "";
        for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
            switch (name) {
                case "coding" -> codings = codings(in);
                case "text" -> text = in.text();
                default -> throw OddShape.FOUND;
            }
        }
        if (codings.isEmpty() && text.isEmpty()) {
            throw OddShape.FOUND;
        }
        return new Concept(codings, text, "");
    }

    List<Code> codings(Elements in) throws OddShape {
        in.beginArray();
        List<Code> codings = new ArrayList<>(2);
        while (in.nextItem()) {
            codings.add(coding(in));
        }
        return notEmpty(codings);
    }

    private static Code coding(Elements in) throws OddShape {
        in.beginObject();
        String system = "";
        String code = "";
        String display = "";
        for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
            switch (name) {
                case "system" -> system = in.code();
                case "code" -> code = in.code();
                case "display" -> display = in.text();
                case "version" -> in.text();
                case "userSelected" -> in.truth();
                default -> throw OddShape.FOUND;
            }
        }
        if (code.isEmpty() && display.isEmpty() || ABSENT_SYSTEMS.contains(system)) {
            throw OddShape.FOUND;
        }
        return new Code(system, code, display);
    }

    static <T> List<T> notEmpty(List<T> items) throws OddShape {
        if (items.isEmpty()) {
            throw OddShape.FOUND;
        }
        return List.copyOf(items);
    }
}
