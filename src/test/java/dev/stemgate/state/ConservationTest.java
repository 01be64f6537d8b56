// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invariants 1 and 3 under seeded random interleavings of several workers that request, claim, release, close, re-key, die with
 * their claims and come back too late. The clock is the test's own.
 */
@Timeout(180)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConservationTest {

    @Parameter
    private TestDatabase store;

    private static final String EHR = "north";
    private static final int WORKERS = 4;
    private static final int TURNS = 120;
    private static final int PATIENTS = 9;
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final List<UnitState> FINAL =
            List.of(UnitState.WRITTEN, UnitState.UNCHANGED, UnitState.DEAD_LETTERED, UnitState.HELD);

    @TempDir
    Path folder;

    private final AtomicLong seconds = new AtomicLong();
    private final Map<UnitId, UnitState> closed = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private Ledger ledger;

    @ParameterizedTest
    @ValueSource(longs = {1, 20260301, 77})
    void everyUnitIsInExactlyOneStateAndEveryPatientHasOneWriter(long seed) throws Exception {
        try (Database database = store.open(folder)) {
            ledger = new Ledger(database);
            ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
            List<Callable<Void>> work = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                Random random = new Random(seed * 31 + worker);
                String name = "w" + worker;
                work.add(() -> work(name, random));
            }
            for (Future<Void> done : workers.invokeAll(work)) {
                done.get();
            }
            workers.shutdown();
            drain();
            assertConserved(database);
            assertOneWriter(database);
            assertThat(refused).hasPositiveValue();
        }
    }

    private Void work(String name, Random random) {
        List<PatientUnit> mine = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            Instant now = tick();
            switch (random.nextInt(6)) {
                case 0 -> ledger.request(patient(random), Trigger.COHORT, now);
                case 1 ->
                    ledger.requestAll(
                            EHR,
                            List.of(patient(random).patientId(), patient(random).patientId()),
                            Trigger.RESCREEN_DUE,
                            now);
                case 2, 3 -> mine.addAll(ledger.claim(EHR, 1 + random.nextInt(3), name, now, LEASE));
                case 4 -> {
                    if (random.nextInt(4) == 0) {
                        mine.clear();
                    }
                }
                default -> {
                    while (!mine.isEmpty()) {
                        finish(mine.remove(random.nextInt(mine.size())), random, now);
                    }
                }
            }
        }
        return null;
    }

    /** A worker that comes back too late is refused; that is the only refusal. */
    private void finish(PatientUnit unit, Random random, Instant now) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> ledger.release(unit, now.plusSeconds(random.nextInt(20)), random.nextBoolean(), now);
                case 1 -> ledger.rekey(unit, unit.patient().patientId() + "x", now);
                default -> close(unit, FINAL.get(random.nextInt(FINAL.size())), now);
            }
        } catch (IllegalUnitTransition late) {
            refused.incrementAndGet();
        }
    }

    private void close(PatientUnit unit, UnitState state, Instant now) {
        ledger.close(unit, state, "", EntryCounts.NONE, now);
        assertThat(closed.put(unit.id(), state))
                .as("%s was closed before", unit.id())
                .isNull();
    }

    private void drain() {
        for (int worker = 0; worker < WORKERS; worker++) {
            ledger.releaseAbandoned("w" + worker, tick());
        }
        Instant later = tick().plus(Duration.ofHours(1));
        for (List<PatientUnit> left = claimAll(later); !left.isEmpty(); left = claimAll(later)) {
            left.forEach(unit -> close(unit, UnitState.WRITTEN, later));
        }
    }

    private List<PatientUnit> claimAll(Instant now) {
        return ledger.claim(EHR, 50, "last", now, LEASE);
    }

    private void assertConserved(Database database) {
        List<PatientUnit> units = database.inTransaction(
                transaction -> transaction.query(UnitRows::unit, UnitRows.SELECT + "order by unit_id"));
        Map<UnitState, Long> expected = new EnumMap<>(UnitState.class);
        for (UnitState state : UnitState.values()) {
            expected.put(state, 0L);
        }
        for (PatientUnit unit : units) {
            List<Step.Kind> steps = ledger.trace(unit.id()).orElseThrow().steps().stream()
                    .map(Step::kind)
                    .toList();
            UnitState state = closed.getOrDefault(unit.id(), UnitState.UNCHANGED);
            assertThat(closed.containsKey(unit.id()) || unit.reasonCode().equals("rekeyed"))
                    .isTrue();
            assertThat(unit.state()).isEqualTo(state);
            assertThat(steps).startsWith(Step.Kind.REQUESTED).endsWith(Step.Kind.closing(state));
            assertThat(steps.stream()
                            .filter(FINAL.stream().map(Step.Kind::closing).toList()::contains))
                    .hasSize(1);
            expected.merge(state, 1L, Long::sum);
        }
        assertThat(units).hasSizeGreaterThan(PATIENTS);
        assertThat(ledger.counts(EHR)).isEqualTo(expected).containsEntry(UnitState.PENDING, 0L);
    }

    /** Steps are numbered in the order of their transactions: between a claim and its end no other unit of that patient is claimed. */
    private static void assertOneWriter(Database database) {
        record Happened(long unit, String patient, Step.Kind kind) {}
        List<Happened> history = database.inTransaction(transaction -> transaction.query(
                row -> new Happened(
                        row.longNumber("unit_id"), row.text("requested_patient"), Step.Kind.ofCode(row.text("kind"))),
                "select s.unit_id, u.requested_patient, s.kind from unit_step s"
                        + " join patient_unit u on u.unit_id = s.unit_id order by s.step_id"));
        Map<Long, Integer> merges = new HashMap<>();
        Map<String, Long> writers = new HashMap<>();
        for (Happened step : history) {
            String patient = step.patient() + "x".repeat(merges.getOrDefault(step.unit(), 0));
            switch (step.kind()) {
                case CLAIMED ->
                    assertThat(writers.put(patient, step.unit()))
                            .as("writer of %s when %d is claimed", patient, step.unit())
                            .isNull();
                case RELEASED, LEASE_EXPIRED, ABANDONED ->
                    assertThat(writers.remove(patient)).isEqualTo(step.unit());
                case REKEYED -> {
                    assertThat(writers.remove(patient)).isEqualTo(step.unit());
                    merges.merge(step.unit(), 1, Integer::sum);
                }
                case WRITTEN, UNCHANGED, HELD, DEAD_LETTERED -> writers.remove(patient, step.unit());
                default -> {}
            }
        }
        assertThat(writers).isEmpty();
    }

    private Instant tick() {
        return Instant.EPOCH.plusSeconds(seconds.incrementAndGet());
    }

    private static PatientKey patient(Random random) {
        return new PatientKey(EHR, "p" + random.nextInt(PATIENTS));
    }
}
