// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** How a Patient who was merged away ({@code active} false, {@code link.type} replaced-by) is read and found. Thread-safe. */
final class MergedReads implements Fault {

    static final VendorOutcome REDIRECTED =
            VendorOutcome.warning("4107", "This record was merged; another one stands for it");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Manners manners;
    private final RecordStore store;

    MergedReads(Manners manners, RecordStore store) {
        this.manners = manners;
        this.store = store;
    }

    @Override
    public FaultAction on(ReceivedRequest request) {
        boolean redirects = manners.has(Manner.MERGED_REDIRECT);
        if (!redirects && !manners.has(Manner.MERGED_GONE)
                || !request.method().equals("GET")
                || !request.path().matches("Patient/[^/$_]+")) {
            return FaultAction.pass();
        }
        Optional<String> survivor = store.current("Patient", request.path().substring("Patient/".length()))
                .flatMap(MergedReads::survivor);
        if (survivor.isEmpty()) {
            return FaultAction.pass();
        }
        return redirects
                ? new FaultAction.Answer(
                        302,
                        Map.of(
                                "Location",
                                "../Patient/" + survivor.get(),
                                "Content-Type",
                                "application/fhir+json;charset=UTF-8"),
                        REDIRECTED.json())
                : VendorOutcome.error(IssueType.DELETED, "", "This record was merged")
                        .answer(410);
    }

    /** Id of the Patient that stands for this one; empty where it was not merged away. */
    static Optional<String> survivor(StoredVersion patient) {
        JsonNode tree = tree(patient.json());
        if (!patient.type().equals("Patient") || tree.path("active").asBoolean(true)) {
            return Optional.empty();
        }
        for (JsonNode link : tree.path("link")) {
            String other = link.path("other").path("reference").asText();
            if (link.path("type").asText().equals("replaced-by") && other.startsWith("Patient/")) {
                return Optional.of(other.substring("Patient/".length()));
            }
        }
        return Optional.empty();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            return JSON.missingNode();
        }
    }
}
