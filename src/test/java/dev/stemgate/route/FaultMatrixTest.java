// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every trouble at every step of the life of a patient. After each: the ledger adds up, nobody is judged better than without it,
 * nobody has two Observations; and when the trouble is over, everybody has the result of a run without it.
 */
class FaultMatrixTest {

    private static final int ROUNDS_TO_RECOVER = 4;

    @TempDir
    static Path folder;

    private static MatrixBridge matrix;
    private static MatrixPatients patients;
    private static final Map<String, Screening> EXPECTED = new HashMap<>();

    @BeforeAll
    static void learnWhatARunWithoutTroubleGives() {
        matrix = new MatrixBridge(folder);
        patients = new MatrixPatients(matrix.sandbox().store());
        for (int cell = 0; cell < 2; cell++) {
            Map<String, String> roles = patients.arrive();
            matrix.laterRound();
            roles.forEach(
                    (role, id) -> EXPECTED.put(role, last(id).orElseThrow().screening()));
            patients.leave();
        }
        Map<String, Outcome> outcomes = new TreeMap<>();
        EXPECTED.forEach((role, screening) -> outcomes.put(role, screening.outcome()));
        assertThat(outcomes)
                .isEqualTo(Map.of(
                        "cancer", Outcome.CONTRAINDICATED,
                        "clear", Outcome.NO_CONTRAINDICATION_FOUND,
                        "statement", Outcome.CONTRAINDICATED,
                        "order", Outcome.CONTRAINDICATED,
                        "odd", Outcome.CAUTION,
                        "even", Outcome.CONTRAINDICATED));
    }

    @AfterAll
    static void stop() {
        matrix.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(MatrixTrouble.values()).flatMap(trouble -> Stream.of(MatrixStep.values())
                .filter(trouble::concerns)
                .map(step -> Arguments.of(trouble, step)));
    }

    static Stream<Arguments> tellingCells() {
        return cells().filter(cell -> ((MatrixTrouble) cell.get()[0]).tells((MatrixStep) cell.get()[1]));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("tellingCells")
    void troubleOfOneRound(MatrixTrouble trouble, MatrixStep step) {
        cell(trouble.fault().where(step), 1);
    }

    @Tag("full")
    @ParameterizedTest(name = "{0} at {1}, for long")
    @MethodSource("cells")
    void troubleThatStaysAWhile(MatrixTrouble trouble, MatrixStep step) {
        cell(trouble.fault().where(step), 3);
    }

    @Tag("full")
    @ParameterizedTest(name = "{0} at {1}, once")
    @MethodSource("cells")
    void troubleThatComesOnce(MatrixTrouble trouble, MatrixStep step) {
        cell(trouble.fault().where(step).first(1), 1);
    }

    private static void cell(Fault fault, int rounds) {
        long before = units() - unitsOf("stays");
        Map<String, String> roles = patients.arrive();
        try {
            cell(fault, rounds, before, roles);
        } finally {
            matrix.sandbox().misbehave(Fault.NONE);
            patients.leave();
        }
    }

    private static void cell(Fault fault, int rounds, long before, Map<String, String> roles) {
        Instant begun = matrix.now();
        matrix.sandbox().misbehave(fault);
        for (int round = 0; round < rounds; round++) {
            matrix.laterRound();
            assertThatTheLedgerAddsUp(before, roles);
            roles.forEach((role, id) -> assertThatItIsNotBetter(role, id, begun));
        }
        matrix.sandbox().misbehave(Fault.NONE);
        int round = 0;
        while (!matrix.laterRound() && round < ROUNDS_TO_RECOVER) {
            round++;
        }
        assertThatTheLedgerAddsUp(before, roles);
        assertThat(matrix.bridge().ledger().openCount(MatrixBridge.EHR))
                .as("pending at rest")
                .isZero();
        roles.forEach(FaultMatrixTest::assertThatItIsAsWithoutTrouble);
    }

    /** Units in = units in all states. */
    private static void assertThatTheLedgerAddsUp(long before, Map<String, String> roles) {
        Map<UnitState, Long> counts = matrix.bridge().ledger().counts(MatrixBridge.EHR);
        assertThat(units())
                .as("units in all states: %s", counts)
                .isEqualTo(before
                        + roles.values().stream()
                                .mapToLong(FaultMatrixTest::unitsOf)
                                .sum());
    }

    private static long units() {
        return matrix.bridge().ledger().counts(MatrixBridge.EHR).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long unitsOf(String id) {
        return matrix.bridge()
                .ledger()
                .trace(new PatientKey(MatrixBridge.EHR, id))
                .size();
    }

    private static void assertThatItIsNotBetter(String role, String id, Instant begun) {
        Screening without = EXPECTED.get(role);
        last(id).filter(result -> !result.evaluatedAt().isBefore(begun))
                .map(StoredResult::screening)
                .ifPresent(screening -> {
                    assertThat(screening.outcome())
                            .as(role)
                            .isIn(without.outcome(), Outcome.CONTRAINDICATED, Outcome.INDETERMINATE);
                    screening.criteria().stream()
                            .filter(criterion -> criterion.finding() == Finding.ABSENT)
                            .forEach(criterion -> assertThat(without.finding(criterion.id()))
                                    .as("%s of %s", criterion.id(), role)
                                    .contains(Finding.ABSENT));
                });
        assertThatThereIsOneObservationAtMost(role, id);
    }

    private static void assertThatItIsAsWithoutTrouble(String role, String id) {
        Screening without = EXPECTED.get(role);
        Screening screening = last(id).orElseThrow().screening();
        assertThat(screening.outcome()).as(role).isEqualTo(without.outcome());
        without.criteria().forEach(criterion -> assertThat(screening.finding(criterion.id()))
                .as("%s of %s", criterion.id(), role)
                .contains(criterion.finding()));
        assertThatThereIsOneObservationAtMost(role, id);
        assertThat(observations(id))
                .as("the Observation of " + role)
                .singleElement()
                .satisfies(json ->
                        assertThat(json).contains("\"" + without.outcome().code() + "\""));
    }

    private static void assertThatThereIsOneObservationAtMost(String role, String id) {
        assertThat(observations(id)).as("Observations of " + role).hasSizeLessThan(2);
    }

    private static List<String> observations(String id) {
        return matrix.sandbox().store().current("Observation").stream()
                .map(version -> version.json())
                .filter(json -> json.contains("\"subject\":{\"reference\":\"Patient/" + id + "\""))
                .toList();
    }

    private static Optional<StoredResult> last(String id) {
        return matrix.bridge()
                .results()
                .last(
                        new PatientKey(MatrixBridge.EHR, id),
                        BridgeFixture.core().version().id());
    }
}
