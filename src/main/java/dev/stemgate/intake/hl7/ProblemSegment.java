// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.Reason;
import java.util.Locale;
import java.util.Map;

/**
 * PRB as a problem-list item (FHIR R4 Condition, mappings for HL7 v2: PRB-3 code, PRB-4 identifier, PRB-13 verification, PRB-14 clinical
 * status, PRB-16 onset; PRB-7 recorded, PRB-9 abatement). A confirmation status that is not known counts as suggestive, a life cycle
 * status that is not known as missing. Thread-safe.
 */
final class ProblemSegment {

    private static final Map<String, String> VERIFICATION = Map.ofEntries(
            Map.entry("confirmed", "confirmed"),
            Map.entry("c", "confirmed"),
            Map.entry("differential", "differential"),
            Map.entry("d", "differential"),
            Map.entry("provisional", "provisional"),
            Map.entry("p", "provisional"),
            Map.entry("unconfirmed", "unconfirmed"),
            Map.entry("suspected", "unconfirmed"),
            Map.entry("rule-out", "differential"),
            Map.entry("refuted", "refuted"),
            Map.entry("entered-in-error", "entered-in-error"));
    private static final Map<String, String> CLINICAL = Map.of(
            "active", "active",
            "recurrence", "recurrence",
            "relapse", "relapse",
            "inactive", "inactive",
            "remission", "remission",
            "resolved", "resolved");

    private final CodingSystems systems;

    ProblemSegment(CodingSystems systems) {
        this.systems = systems;
    }

    /** @param event PC1 add, PC2 update, PC3 delete */
    Statement read(Segment prb, Visit visit, String event) {
        CodedElement code = CodedElement.of(prb.element(3), systems, "", "");
        String instance = EntityIdentifier.of(prb, 4);
        String action = prb.text(1).toUpperCase(Locale.ROOT);
        boolean deleted = action.equals("DE") || event.equals("PC3");
        if (event.equals("PC3") && action.matches("AD|CO|UP")) {
            return unclear(prb, "the message deletes problems, and the segment says that this one is kept");
        }
        if (code.isEmpty() && !(deleted && !instance.isEmpty())) {
            return unclear(prb, "the problem has neither a code nor a text");
        }
        RecordKey key =
                RecordKey.of("Condition", "prb", visit.patient(), instance.isEmpty() ? code.identity() : instance);
        return deleted
                ? new Statement.Withdrawn(prb.place(), key)
                : new Statement.Holds(prb.place(), key, condition(prb, visit, key, code), 1);
    }

    private static Statement unclear(Segment prb, String line) {
        return new Statement.Unclear(prb.place(), "Condition", Reason.UNREADABLE, line);
    }

    private static ObjectNode condition(Segment prb, Visit visit, RecordKey key, CodedElement code) {
        ObjectNode condition = Resources.of(key);
        String verification = verification(prb);
        String clinical = clinical(prb);
        if (!clinical.isEmpty() && !verification.equals("entered-in-error")) {
            condition.set("clinicalStatus", Resources.concept(Resources.CLINICAL, clinical));
        }
        if (!verification.isEmpty()) {
            condition.set("verificationStatus", Resources.concept(Resources.VERIFICATION, verification));
        }
        condition.putArray("category").add(Resources.concept(Resources.CATEGORY, "problem-list-item"));
        condition.set("code", code.concept());
        Resources.put(condition, "onsetDateTime", MessageTime.fhir(prb.text(16)));
        Resources.put(condition, "abatementDateTime", MessageTime.fhir(prb.text(9)));
        String established = MessageTime.fhir(prb.text(7));
        String entered = MessageTime.fhir(prb.text(2));
        String recorded = established.isEmpty() ? entered : established;
        Resources.put(condition, "recordedDate", recorded.isEmpty() ? visit.asserted() : recorded);
        return condition;
    }

    private static String verification(Segment prb) {
        String word = word(prb, 13);
        return word.isEmpty() ? "" : VERIFICATION.getOrDefault(word, "unconfirmed");
    }

    /** "Active-Improving" and the like are active; "Active" stands before the hyphen. */
    private static String clinical(Segment prb) {
        String word = word(prb, 14);
        return word.startsWith("active") ? "active" : CLINICAL.getOrDefault(word, "");
    }

    private static String word(Segment prb, int field) {
        String code = prb.text(field, 1);
        return (code.isEmpty() ? prb.text(field, 2) : code)
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
    }
}
