// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.StoredVersion;
import dev.stemgate.state.Step;
import dev.stemgate.state.UnitTrace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether patients are read and written together or one by one makes no difference that anybody can see in results or ledger. */
class BatchEqualityTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private record Seen(Map<String, String> observations, Map<String, List<String>> ledger, Map<?, ?> letters) {}

    @Test
    void togetherAndOneByOneGiveTheSame() {
        LocalDate today = LocalDate.now();
        Seen together = seen(folder.resolve("together"), today, "auto", "1");
        Seen oneByOne = seen(folder.resolve("one-by-one"), today, "off", "4");
        assertThat(together.observations()).hasSizeGreaterThan(10).isEqualTo(oneByOne.observations());
        assertThat(together.ledger()).isEqualTo(oneByOne.ledger());
        assertThat(together.letters()).isEqualTo(oneByOne.letters());
    }

    private static Seen seen(Path folder, LocalDate today, String batch, String concurrency) {
        try (BridgeFixture fixture = BridgeFixture.in(folder, SandboxSettings.demo(today))) {
            fixture.start(
                            "observation",
                            "- name: concurrency\n  value: \"" + concurrency + "\"\n- name: batch\n  value: \"" + batch
                                    + "\"\n- name: cohort\n  value: Patient?gender=female\n")
                    .settle();
            Map<String, List<String>> ledger = new TreeMap<>();
            for (StoredVersion patient : fixture.sandbox().store().current("Patient")) {
                fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, patient.id())).stream()
                        .filter(trace -> trace.unit().requestedPatientId().equals(patient.id()))
                        .forEach(trace -> ledger.put(patient.id(), steps(trace)));
            }
            Map<String, String> observations = new TreeMap<>();
            for (StoredVersion stored : fixture.sandbox().store().current("Observation")) {
                if (stored.json().contains("stemgate")) {
                    ObjectNode observation = parsed(stored.json());
                    observations.put(
                            observation.path("identifier").toString(),
                            observation.without(List.of("id", "meta", "issued")).toString());
                }
            }
            return new Seen(observations, ledger, fixture.bridge().deadLetters().counts());
        }
    }

    /** State, counts, and what was done in which order; not by whom, when, or with how many others. */
    private static List<String> steps(UnitTrace trace) {
        List<String> steps = new java.util.ArrayList<>(List.of(
                trace.unit().state().code(),
                trace.unit().reasonCode(),
                trace.unit().counts().toString()));
        trace.steps().stream()
                .filter(step -> step.kind() != Step.Kind.CLAIMED && step.kind() != Step.Kind.COALESCED)
                .forEach(step -> steps.add(step.kind() + " " + step.detail().split(";")[0]));
        return steps;
    }

    private static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the sandbox holds what is no JSON", e);
        }
    }
}
