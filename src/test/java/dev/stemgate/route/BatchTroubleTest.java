// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What nobody foresaw, while several patients are read or written together: a step that breaks with an exception of no known type, and a
 * database that fails. Nobody is lost, nobody is closed falsely, nobody is written twice.
 */
class BatchTroubleTest {

    private static final int PATIENTS = 8;
    private static final int ROUNDS_TO_RECOVER = 3;
    private static final String TOGETHER = "- name: concurrency\n  value: \"1\"\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"batches.complete", "sharedWrites.transaction", "sharedWrites.written"})
    void whereABatchBreaksEveryoneIsSettledOneByOne(String step) {
        breakBefore(step);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"batches.searches", "batches.addBundle", "sharedWrites.priorSearch"})
    void whereverElseABatchBreaksEveryoneIsSettledOneByOne(String step) {
        breakBefore(step);
    }

    private void breakBefore(String step) {
        AtomicInteger found = new AtomicInteger();
        try (MatrixBridge bridge = new MatrixBridge(folder, 50, TOGETHER, breakingBefore(step, found))) {
            assertThat(found).as("steps that break").hasValue(1);
            people(bridge);
            rounds(bridge);
            assertThatEveryoneIsWrittenOnce(bridge);
        }
    }

    @ParameterizedTest(name = "{0} fails at write {1}")
    @CsvSource({"write_suspension, 1", "screening_result, 2"})
    void aDatabaseThatFailsWhileABatchIsWrittenClosesNobody(String table, int write) {
        try (MatrixBridge bridge = new MatrixBridge(folder, 50, TOGETHER, UnaryOperator.identity())) {
            people(bridge);
            AtomicInteger writes = new AtomicInteger();
            bridge.sandbox().misbehave(request -> {
                if (isTransaction(request) && writes.incrementAndGet() == write) {
                    rename(bridge, table, table + "_away");
                }
                return FaultAction.pass();
            });
            bridge.laterRound();
            Map<UnitState, Long> counts = bridge.bridge().ledger().counts(MatrixBridge.EHR);
            assertThat(counts).containsEntry(UnitState.DEAD_LETTERED, 0L).containsEntry(UnitState.HELD, 0L);
            assertThat(counts.get(UnitState.PENDING))
                    .as("who could not be recorded")
                    .isPositive();
            assertThat(sum(counts)).isEqualTo(PATIENTS);
            assertThat(closedWithoutResult(bridge)).isEmpty();

            bridge.sandbox().misbehave(Fault.NONE);
            rename(bridge, table + "_away", table);
            rounds(bridge);
            assertThatEveryoneIsWrittenOnce(bridge);
        }
    }

    private static void rounds(MatrixBridge bridge) {
        for (int round = 0; round < ROUNDS_TO_RECOVER && !bridge.laterRound(); round++) {
            assertThat(sum(bridge.bridge().ledger().counts(MatrixBridge.EHR))).isGreaterThanOrEqualTo(PATIENTS);
        }
    }

    /** The step before which an exception that no route expects is thrown, each time. */
    private static UnaryOperator<String> breakingBefore(String step, AtomicInteger places) {
        String[] bean = step.split("\\.");
        Pattern place = Pattern.compile("(?m)^( *)- bean:\\n *ref: %s\\n *method: %s$".formatted(bean[0], bean[1]));
        return text -> place.matcher(text).replaceAll(found -> {
            places.incrementAndGet();
            String indent = found.group(1);
            return indent + "- throwException:\n" + indent + "    exceptionType: java.lang.IllegalStateException\n"
                    + indent + "    message: broken\n" + found.group();
        });
    }

    private static void people(MatrixBridge bridge) {
        for (int number = 0; number < PATIENTS; number++) {
            bridge.sandbox().store().put(patient("p" + number));
            bridge.sandbox().store().put(irrelevant("c" + number, "p" + number));
            if (number % 2 == 0) {
                bridge.sandbox().store().put(breastCancer("b" + number, "p" + number));
            }
        }
    }

    private static void rename(MatrixBridge bridge, String from, String to) {
        bridge.bridge()
                .database()
                .inTransaction(transaction -> transaction.update("alter table " + from + " rename to " + to));
    }

    private static boolean isTransaction(ReceivedRequest request) {
        return request.method().equals("POST")
                && request.path().isEmpty()
                && Integer.parseInt(request.header("Content-Length").orElse("0")) > 20_000;
    }

    private static void assertThatEveryoneIsWrittenOnce(MatrixBridge bridge) {
        Map<UnitState, Long> counts = bridge.bridge().ledger().counts(MatrixBridge.EHR);
        assertThat(counts)
                .containsEntry(UnitState.WRITTEN, (long) PATIENTS)
                .containsEntry(UnitState.PENDING, 0L)
                .containsEntry(UnitState.DEAD_LETTERED, 0L)
                .containsEntry(UnitState.HELD, 0L);
        assertThat(bridge.bridge().deadLetters().counts()).isEmpty();
        assertThat(bridge.sandbox().store().current("Observation")).hasSize(PATIENTS);
        assertThat(bridge.sandbox().store().versionCount("Observation")).isEqualTo(PATIENTS);
        for (int number = 0; number < PATIENTS; number++) {
            Outcome outcome = bridge.bridge()
                    .results()
                    .last(key(number), BridgeFixture.core().version().id())
                    .orElseThrow()
                    .screening()
                    .outcome();
            assertThat(outcome == Outcome.CONTRAINDICATED).as("p" + number).isEqualTo(number % 2 == 0);
        }
    }

    /** Patients whose unit was closed as written though no Observation of theirs stands on the EHR. */
    private static List<PatientKey> closedWithoutResult(MatrixBridge bridge) {
        return IntStream.range(0, PATIENTS)
                .mapToObj(BatchTroubleTest::key)
                .filter(key -> bridge.bridge().ledger().trace(key).stream()
                        .anyMatch(trace -> trace.unit().state() == UnitState.WRITTEN))
                .filter(key -> bridge.sandbox().store().current("Observation").stream()
                        .noneMatch(version -> version.json().contains("Patient/" + key.patientId() + "\"")))
                .toList();
    }

    private static PatientKey key(int number) {
        return new PatientKey(MatrixBridge.EHR, "p" + number);
    }

    private static long sum(Map<UnitState, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
