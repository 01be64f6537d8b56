// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.Reason;
import java.util.List;

/**
 * An order with RXE or RXO as a MedicationRequest (HL7 v2-to-FHIR STU 1: RXO-1 and RXE-2 medication, ORC-9 authored on, RXO-13 and
 * RXE-12 repeats, RXR-1 route, RXC components of a mixture). Where the pharmacy encodes another drug than was ordered, both count.
 * Thread-safe.
 */
final class PharmacyOrder {

    private static final String TYPE = "MedicationRequest";

    private final CodingSystems systems;

    PharmacyOrder(CodingSystems systems) {
        this.systems = systems;
    }

    Statement read(OrderGroup group, Visit visit) {
        if (group.isOther()) {
            return new Statement.SaysNothing(group.place(), TYPE, "no pharmacy order");
        }
        OrderControl control = group.first("ORC").map(OrderControl::of).orElse(OrderControl.ACTIVE);
        CodedElement drug = drug(group);
        List<CodedElement> components = components(group);
        String number = number(group, visit);
        if (drug.isEmpty() && components.isEmpty()) {
            return withoutDrug(group, visit, control, number);
        }
        RecordKey key = RecordKey.of(
                TYPE, "rx", visit.patient(), number.isEmpty() ? drug.identity() + authored(group, visit) : number);
        if (control == OrderControl.ENTERED_IN_ERROR) {
            return new Statement.Withdrawn(group.place(), key);
        }
        return new Statement.Holds(group.place(), key, request(group, visit, key, control, drug, components), 1);
    }

    /** A cancelled order was never taken and is withdrawn; one that was stopped was, and its drug has to be known. */
    private Statement withoutDrug(OrderGroup group, Visit visit, OrderControl control, String number) {
        boolean withdraws = control == OrderControl.CANCELLED || control == OrderControl.ENTERED_IN_ERROR;
        if (withdraws && !number.isEmpty()) {
            return new Statement.Withdrawn(group.place(), RecordKey.of(TYPE, "rx", visit.patient(), number));
        }
        return new Statement.Unclear(
                group.place(),
                TYPE,
                Reason.UNREADABLE,
                control == OrderControl.ACTIVE
                        ? "the order names no drug"
                        : "the order is changed without naming its drug; it stands as it was");
    }

    private CodedElement drug(OrderGroup group) {
        CodedElement given = group.first("RXE")
                .map(rxe -> CodedElement.of(rxe.element(2), systems, "", ""))
                .orElseGet(PharmacyOrder::nothing);
        CodedElement asked = group.first("RXO")
                .map(rxo -> CodedElement.of(rxo.element(1), systems, "", ""))
                .orElseGet(PharmacyOrder::nothing);
        return given.isEmpty() ? asked : given.identity().equals(asked.identity()) ? given : given.with(asked);
    }

    private static CodedElement nothing() {
        return new CodedElement(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    }

    private List<CodedElement> components(OrderGroup group) {
        return group.all("RXC").stream()
                .map(rxc -> CodedElement.of(rxc.element(2), systems, "", ""))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }

    /** The placer's number, which stays the same from order to discontinuation; the filler's where there is none. */
    private static String number(OrderGroup group, Visit visit) {
        return group.first("ORC")
                .map(orc -> {
                    String placer = EntityIdentifier.of(orc, 2, visit.sender());
                    String filler = EntityIdentifier.of(orc, 3, visit.sender());
                    return placer.isEmpty() ? filler : placer;
                })
                .orElse("");
    }

    private static String authored(OrderGroup group, Visit visit) {
        String transaction = group.first("ORC").map(orc -> orc.text(9)).orElse("");
        return transaction.isEmpty() ? visit.sent() : MessageTime.fhir(transaction);
    }

    private static ObjectNode request(
            OrderGroup group,
            Visit visit,
            RecordKey key,
            OrderControl control,
            CodedElement drug,
            List<CodedElement> components) {
        ObjectNode request = Resources.of(key);
        if (!components.isEmpty()) {
            request.putArray("contained").add(mixture(drug, components));
            request.putObject("medicationReference").put("reference", "#mixture");
        } else {
            request.set("medicationCodeableConcept", drug.concept());
        }
        request.put("status", control.status());
        request.put("intent", "order");
        Resources.put(request, "authoredOn", authored(group, visit));
        ObjectNode dispense = request.objectNode();
        String end = end(group, visit, control);
        if (!end.isEmpty()) {
            dispense.putObject("validityPeriod").put("end", end);
        }
        repeats(group, dispense);
        if (!dispense.isEmpty()) {
            request.set("dispenseRequest", dispense);
        }
        return request;
    }

    private static ObjectNode mixture(CodedElement drug, List<CodedElement> components) {
        ObjectNode medication =
                drug.concept().objectNode().put("resourceType", "Medication").put("id", "mixture");
        if (!drug.isEmpty()) {
            medication.set("code", drug.concept());
        }
        ArrayNode ingredients = medication.putArray("ingredient");
        components.forEach(component -> ingredients.addObject().set("itemCodeableConcept", component.concept()));
        return medication;
    }

    /** When a stopped order ended: ORC-15 says when it takes effect, ORC-9 when it was said, else the message. */
    private static String end(OrderGroup group, Visit visit, OrderControl control) {
        if (control == OrderControl.ACTIVE || control == OrderControl.ON_HOLD || control == OrderControl.CANCELLED) {
            return "";
        }
        String effective = group.first("ORC").map(orc -> orc.text(15)).orElse("");
        return effective.isEmpty() ? authored(group, visit) : MessageTime.fhir(effective);
    }

    private static void repeats(OrderGroup group, ObjectNode dispense) {
        String repeats = group.first("RXE")
                .map(rxe -> rxe.text(12))
                .filter(text -> !text.isEmpty())
                .or(() -> group.first("RXO").map(rxo -> rxo.text(13)))
                .orElse("");
        if (repeats.matches("\\d{1,4}")) {
            dispense.put("numberOfRepeatsAllowed", Integer.parseInt(repeats));
        }
    }
}
