// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.ReplayItem;
import dev.stemgate.state.AuditEntry;

/** What the desk's commands print with {@code --json}: one object a line. */
final class LetterJson {

    private static final JsonMapper JSON = new JsonMapper();

    private LetterJson() {}

    static ObjectNode of(DeadLetter letter) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", letter.id().toString())
                .put("state", letter.state().code())
                .put("reason", letter.reason().code())
                .put("line", letter.line())
                .put("source", letter.source())
                .put("where", letter.place())
                .put("seen", letter.seen())
                .put("attempts", letter.attempts())
                .put("firstSeen", letter.firstSeen().toString())
                .put("lastSeen", letter.lastSeen().toString())
                .put("contentHash", letter.contentHash());
        letter.patient().ifPresent(token -> node.put("patientToken", token));
        letter.closedAt().ifPresent(at -> node.put("closedAt", at.toString()));
        return node;
    }

    static ObjectNode of(ReplayItem item, boolean dryRun) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", item.letter().toString())
                .put("reason", item.reason().code())
                .put("dryRun", dryRun)
                .put("decision", item.decision().code())
                .put("why", item.why());
        item.units().forEach(unit -> node.withArray("units").add(unit.toString()));
        item.patients().forEach(expected -> {
            ObjectNode patient = node.withArray("patients").addObject();
            patient.put("ehr", expected.patient().ehr());
            patient.put("patient", expected.patient().patientId());
            expected.stored().ifPresent(stored -> put(patient.putObject("stored"), stored));
            expected.expected().ifPresent(fresh -> put(patient.putObject("expected"), fresh));
        });
        return node;
    }

    private static void put(ObjectNode node, ReplayItem.Judged judged) {
        node.put("outcome", judged.outcome()).put("model", judged.modelVersion());
    }

    static ObjectNode of(AuditEntry entry) {
        ObjectNode node = JSON.createObjectNode()
                .put("at", entry.at().toString())
                .put("who", entry.actor())
                .put("action", entry.action().code());
        entry.letterNumber().ifPresent(number -> node.put("letter", letter(number)));
        entry.patientToken().ifPresent(token -> node.put("patientToken", token));
        return node.put("detail", entry.detail());
    }

    static String letter(long number) {
        return new LetterId(number).toString();
    }
}
