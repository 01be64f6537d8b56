// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.read.UnreadableRecord;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.state.StoredResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a fresh screening differs from the stored one, as text and as JSON. They differ when the bridge would write the fresh one:
 * the fingerprint decides, not the evaluation date.
 */
record FreshComparison(FreshScreening fresh, Optional<StoredResult> stored) {

    private static final JsonMapper JSON = new JsonMapper();

    FreshComparison {
        Objects.requireNonNull(fresh, "fresh");
        Objects.requireNonNull(stored, "stored");
    }

    /** False also where nothing is stored to differ from. */
    boolean differs() {
        return stored.filter(result -> !result.fingerprint().equals(Fingerprint.of(fresh.screening())))
                .isPresent();
    }

    void print(PrintWriter out) {
        fresh.unreadable().forEach(record -> out.println("Not readable " + place(record) + ": " + record.line()));
        out.println("Read again from the EHR and judged now. Nothing of this is written or stored.");
        out.println(stored.map(this::verdict).orElse("Nothing is stored of this patient to compare with."));
        changes().forEach(change -> out.println("  " + change.words()));
    }

    private String verdict(StoredResult result) {
        String standing = "the stored screening as of " + result.screening().asOf() + " (" + date(result) + ")";
        if (!differs()) {
            return "No difference to " + standing + ".";
        }
        return changes().isEmpty()
                ? "Outcome, findings and hazards are those of " + standing
                        + "; the evidence, the days on which something changes, or the model differ."
                : "Differs from " + standing + ":";
    }

    private static String date(StoredResult result) {
        return result.status().code() + ", confirmed as of " + result.lastConfirmedOn();
    }

    private List<ScreeningDiff.Change> changes() {
        return stored.map(result ->
                        ScreeningDiff.of(result.screening(), fresh.screening()).changes())
                .orElse(List.of());
    }

    /** One object: {@code stored} (or null), {@code differs}, {@code changes}, {@code unreadable}. */
    ObjectNode json() {
        ObjectNode node = JSON.createObjectNode();
        if (stored.isPresent()) {
            node.putObject("stored")
                    .put("status", stored.get().status().code())
                    .put("asOf", stored.get().screening().asOf().toString())
                    .put("confirmedOn", stored.get().lastConfirmedOn().toString());
        } else {
            node.putNull("stored");
        }
        node.put("differs", differs());
        ArrayNode changes = node.putArray("changes");
        changes().forEach(change -> change.writeTo(changes.addObject()));
        ArrayNode unreadable = node.putArray("unreadable");
        fresh.unreadable().forEach(record -> unreadable
                .addObject()
                .put("where", place(record))
                .put("reason", record.reason().code())
                .put("line", record.line()));
        return node;
    }

    private static String place(UnreadableRecord record) {
        return record.ref().id().isEmpty()
                ? record.kind().fhirType() + " without id"
                : record.ref().key();
    }
}
