// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.model.PatientKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A letter for a ticket: what a vendor's support needs to find it, with nothing of the patient and nothing that a person wrote. */
final class LetterExport {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern RECORD = Pattern.compile("([A-Z][A-Za-z]{2,40}/)([^#/?&\\s][^/?&\\s]*)");

    private LetterExport() {}

    static String json(DeadLetter letter, byte[] payload, Places places) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", letter.id().toString())
                .put("state", letter.state().code())
                .put("reason", letter.reason().code())
                .put("what", letter.line())
                .put("source", letter.source())
                .put("where", where(letter, places))
                .put("firstSeen", letter.firstSeen().toString())
                .put("lastSeen", letter.lastSeen().toString())
                .put("seen", letter.seen())
                .put("attempts", letter.attempts())
                .put("mediaType", letter.mediaType())
                .put("bytes", payload.length)
                .put("contentHash", letter.contentHash())
                .put("modelVersion", letter.modelVersion());
        letter.patient().ifPresent(token -> node.put("patientToken", token));
        return node.toString();
    }

    /** The record's type stays; its id, which some EHRs make of the patient's, becomes a keyed hash. */
    private static String where(DeadLetter letter, Places places) {
        Matcher matcher = RECORD.matcher(letter.place());
        return matcher.matches()
                ? matcher.group(1) + "#" + places.token(new PatientKey(letter.source(), matcher.group(2)))
                : letter.place();
    }
}
