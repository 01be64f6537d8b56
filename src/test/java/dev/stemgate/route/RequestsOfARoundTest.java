// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests a round sends, against the number that follows from the patients, the pages and the size of a batch. */
class RequestsOfARoundTest {

    private static final int PATIENTS = 80;
    private static final int PAGE = 20;
    private static final int BATCH = 40;
    private static final int GROUP = 25;
    /** Patient, Condition, MedicationStatement, of which everybody has one. */
    private static final int KINDS = 3;

    private static final String HOSPITAL =
            """
            - name: concurrency
              value: "1"
            - name: batch
              value: "%d"
            - name: notAvailable
              value: "MedicationRequest, Observation, Procedure, AllergyIntolerance, ServiceRequest"
            """
                    .formatted(BATCH);

    @TempDir
    Path folder;

    private BridgeFixture fixture;

    @BeforeEach
    void population() {
        fixture = BridgeFixture.in(folder, SandboxSettings.empty().withMaxPageSize(500));
        for (int number = 0; number < PATIENTS; number++) {
            String id = "p" + number;
            fixture.given(patient(id), irrelevant("c" + number, id), drug("m" + number, id));
        }
    }

    /** Meanwhile {@code resume-pending} looks several times for who may be screened already. */
    @Test
    void aCohortThatIsReadSlowlyMakesTheBatchesNoSmaller() {
        Fault slowPages = request -> isCohort(request)
                ? new FaultAction.Slow(Duration.ofMillis(300), FaultAction.pass())
                : FaultAction.pass();
        assertThat(requestsOf(slowPages)).containsExactlyInAnyOrderEntriesOf(planned());
    }

    /** What follows from the numbers above: lists and their one proof a kind, a search and a transaction for each group that is written. */
    private static Map<String, Long> planned() {
        int batches = PATIENTS / BATCH;
        // One is written alone first, as the witness of the others; they go in groups.
        int writes = 1 + groups(BATCH - 1) + (batches - 1) * groups(BATCH);
        return Map.of(
                "cohort",
                (long) PATIENTS / PAGE,
                "list",
                (long) batches * KINDS,
                "proof",
                (long) KINDS,
                "metadata",
                1L,
                "prior",
                (long) writes,
                "transaction",
                (long) writes);
    }

    private static int groups(int patients) {
        return (patients + GROUP - 1) / GROUP;
    }

    private Map<String, Long> requestsOf(Fault fault) {
        fixture.sandbox().misbehave(fault);
        Map<String, Long> counts = new TreeMap<>();
        try (BridgeFixture round = fixture.start("observation", HOSPITAL).settle()) {
            assertThat(round.counts()).containsEntry(UnitState.WRITTEN, (long) PATIENTS);
            round.sandbox().requests().all().forEach(request -> counts.merge(kind(request), 1L, Long::sum));
        }
        return counts;
    }

    private static String kind(ReceivedRequest request) {
        if (isCohort(request)) {
            return "cohort";
        }
        if (request.method().equals("POST")) {
            return "transaction";
        }
        if (request.path().equals("metadata")) {
            return "metadata";
        }
        if (request.query().contains("identifier=")) {
            return "prior";
        }
        boolean several = List.of(request.query().split("&")).get(0).matches(".*(,|%2C).*");
        return several ? "list" : "proof";
    }

    private static boolean isCohort(ReceivedRequest request) {
        return request.asksForPage()
                || request.path().equals("Patient") && !request.query().contains("_id=");
    }

    private static String drug(String id, String patientId) {
        return """
                {"resourceType": "MedicationStatement", "id": "%s", "status": "active", "subject": {"reference": "Patient/%s"},
                 "medicationCodeableConcept": {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "161"}]}}"""
                .formatted(id, patientId);
    }
}
