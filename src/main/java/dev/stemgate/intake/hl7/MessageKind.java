// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.Set;

/** What a message is to this bridge, by MSH-9 (HL7 tables 0076 and 0003). */
enum MessageKind {
    /** Says what diagnoses a patient has: ADT of a visit or a person. */
    DIAGNOSES(""),
    /** PPR: adds, changes, deletes problems. */
    PROBLEMS(""),
    /** A pharmacy order, or an order that may be one. */
    ORDERS(""),
    /** Two patients are one. */
    MERGE(""),
    CANCEL("a cancelled event of a visit holds nothing to screen by"),
    DELETE("a deleted visit or person record holds nothing to screen by"),
    MOVE("moves or links between patients are not followed"),
    ACKNOWLEDGEMENT("an acknowledgement holds nothing to screen by"),
    OTHER("messages of this type are not read");

    private static final Set<String> DIAGNOSIS_EVENTS =
            Set.of("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A28", "A31");
    private static final Set<String> MERGE_EVENTS = Set.of("A18", "A30", "A34", "A36", "A39", "A40", "A47");
    private static final Set<String> CANCEL_EVENTS =
            Set.of("A11", "A12", "A13", "A25", "A26", "A27", "A32", "A33", "A38", "A52", "A53", "A55");
    private static final Set<String> MOVE_EVENTS =
            Set.of("A24", "A35", "A37", "A41", "A42", "A43", "A44", "A45", "A46", "A48", "A49", "A50", "A51");

    private final String why;

    MessageKind(String why) {
        this.why = why;
    }

    /** Why it is irrelevant; empty for the kinds that are read. */
    String why() {
        return why;
    }

    static MessageKind of(Message message) {
        String event = message.event();
        return switch (message.type()) {
            case "ADT" -> admission(event);
            case "PPR" -> Set.of("PC1", "PC2", "PC3").contains(event) ? PROBLEMS : OTHER;
            case "ORM", "OMP", "RDE" -> ORDERS;
            case "ACK" -> ACKNOWLEDGEMENT;
            default -> OTHER;
        };
    }

    private static MessageKind admission(String event) {
        if (DIAGNOSIS_EVENTS.contains(event)) {
            return DIAGNOSES;
        }
        if (MERGE_EVENTS.contains(event)) {
            return MERGE;
        }
        if (CANCEL_EVENTS.contains(event)) {
            return CANCEL;
        }
        if (event.equals("A23") || event.equals("A29")) {
            return DELETE;
        }
        return MOVE_EVENTS.contains(event) ? MOVE : OTHER;
    }
}
