// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.Optional;

/**
 * What every statement of a message shares: whose it is, in which visit, and when it was sent.
 *
 * @param patient the patient's id inside the source
 * @param number PV1-19, else PID-18; empty when neither says
 * @param asserted FHIR date that stands for an undated diagnosis: admission (PV1-44), else the event (EVN-2), else the message (MSH-7)
 * @param sent FHIR date or dateTime of the message (MSH-7), else of the event
 * @param sender MSH-3 and MSH-4, which issue the order numbers that name no other issuer
 */
record Visit(String patient, String number, String asserted, String sent, String sender) {

    static Visit of(Message message, String patient) {
        String admitted = text(message, "PV1", 44);
        String event = text(message, "EVN", 2);
        String sent = message.header().text(7);
        String number = message.first("PV1")
                .map(pv1 -> identifier(pv1, 19))
                .filter(id -> !id.isEmpty())
                .or(() -> message.first("PID").map(pid -> identifier(pid, 18)))
                .orElse("");
        return new Visit(
                patient,
                number,
                first(MessageTime.date(admitted), MessageTime.date(event), MessageTime.date(sent)),
                first(MessageTime.fhir(sent), MessageTime.fhir(event)),
                message.header().text(3) + "/" + message.header().text(4));
    }

    private static String text(Message message, String segment, int field) {
        Optional<Segment> found = message.first(segment);
        return found.map(it -> it.text(field)).orElse("");
    }

    private static String identifier(Segment segment, int field) {
        Segment.Element cx = segment.element(field);
        return cx.text(1).isEmpty() ? "" : cx.text(1) + "^" + cx.text(4, 1) + "^" + cx.text(4, 2);
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
