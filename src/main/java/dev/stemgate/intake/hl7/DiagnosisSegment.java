// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.Reason;
import java.util.Locale;

/**
 * DG1 as an encounter diagnosis (HL7 v2-to-FHIR STU 1, segment map DG1[Condition]: DG1-3 code, DG1-4 text, DG1-5 onset, DG1-19 recorded,
 * DG1-20 identifier, DG1-21 D entered in error). Beyond the guide: only a final diagnosis is definite (HARD-CASES, HL7 v2), and an
 * undated one is recorded on the day of admission. Thread-safe.
 */
final class DiagnosisSegment {

    private static final int DEFINITE = 2;
    private static final int SUGGESTIVE = 1;

    private final CodingSystems systems;
    private final Hl7Settings settings;

    DiagnosisSegment(CodingSystems systems, Hl7Settings settings) {
        this.systems = systems;
        this.settings = settings;
    }

    Statement read(Segment dg1, Visit visit) {
        CodedElement code = CodedElement.of(dg1.element(3), systems, dg1.text(2), dg1.words(4));
        String identifier = EntityIdentifier.of(dg1, 20);
        boolean deleted = dg1.text(21).equalsIgnoreCase("D");
        if (code.isEmpty() && !(deleted && !identifier.isEmpty())) {
            boolean all = dg1.deletes(1) || dg1.deletes(3);
            return new Statement.Unclear(
                    dg1.place(),
                    "Condition",
                    Reason.UNREADABLE,
                    all
                            ? "the message removes every diagnosis of the visit; only a named diagnosis is removed"
                            : "the diagnosis has neither a code nor a text");
        }
        RecordKey key = RecordKey.of(
                "Condition",
                "dg1",
                visit.patient(),
                identifier.isEmpty() ? visit.number() : "",
                identifier.isEmpty() ? code.identity() : identifier);
        return deleted
                ? new Statement.Withdrawn(dg1.place(), key)
                : new Statement.Holds(dg1.place(), key, condition(dg1, visit, key, code), weight(dg1));
    }

    private ObjectNode condition(Segment dg1, Visit visit, RecordKey key, CodedElement code) {
        ObjectNode condition = Resources.of(key);
        condition.set("verificationStatus", Resources.concept(Resources.VERIFICATION, verification(dg1)));
        condition.putArray("category").add(Resources.concept(Resources.CATEGORY, "encounter-diagnosis"));
        condition.set("code", code.concept());
        String onset = MessageTime.fhir(dg1.text(5));
        String recorded = MessageTime.fhir(dg1.text(19));
        Resources.put(condition, "onsetDateTime", onset);
        Resources.put(condition, "recordedDate", recorded.isEmpty() ? visit.asserted() : recorded);
        return condition;
    }

    private int weight(Segment dg1) {
        return verification(dg1).equals("confirmed") ? DEFINITE : SUGGESTIVE;
    }

    /** HL7 table 0052: A admitting, W working, F final. What is neither said nor known is no more than suggestive. */
    private String verification(Segment dg1) {
        return switch (dg1.text(6).toUpperCase(Locale.ROOT)) {
            case "F" -> "confirmed";
            case "A" -> settings.admittingIsDefinite() ? "confirmed" : "provisional";
            case "W" -> "provisional";
            default -> "unconfirmed";
        };
    }
}
