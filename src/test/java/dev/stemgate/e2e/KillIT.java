// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.e2e.KillTrap.Moment;
import dev.stemgate.e2e.KillTrap.Plan;
import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.StoredVersion;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import dev.stemgate.state.Step;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.UnitState;
import dev.stemgate.state.UnitTrace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Conservation (DESIGN, invariant 1): {@code kill -9} at many points of a run over 212 patients loses and doubles nothing. */
class KillIT {

    private static final long SEED = 20261122;
    private static final Set<Step.Kind> CLOSING =
            Set.of(Step.Kind.WRITTEN, Step.Kind.UNCHANGED, Step.Kind.DEAD_LETTERED, Step.Kind.HELD);

    private static final Predicate<ReceivedRequest> ANY = request -> true;
    private static final Predicate<ReceivedRequest> NEXT_PAGE =
            request -> request.query().contains("_getpages");
    private static final Predicate<ReceivedRequest> PRIOR_SEARCH =
            request -> request.method().equals("GET") && request.type().equals("Observation");
    private static final Predicate<ReceivedRequest> WRITE =
            request -> request.method().equals("POST") && request.path().isEmpty();

    @TempDir
    Path folder;

    @Test
    @Timeout(420)
    void everyUnitIsClosedOnceAndEveryPatientHasOneObservationHoweverOftenTheBridgeIsKilled() {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty().withPopulation(new KillPopulation()))) {
            // One by one: read together, a whole round is a handful of requests, too few to be killed at.
            Path settings = BridgeFixture.writeSettings(
                    folder, ehr.baseUrl(), "observation", "- name: batch\n  value: \"off\"\n");
            for (Plan plan : plans(new Random(SEED))) {
                KillTrap trap = new KillTrap(plan);
                ehr.misbehave(trap);
                try (StemgateProcess bridge = run(settings)) {
                    trap.spring(bridge);
                }
            }
            ehr.misbehave(KillTrap.latency());
            runToTheEnd(settings);
            try (Database state = open(settings)) {
                Ledger ledger = new Ledger(state);
                everyUnitIsClosedOnce(ledger);
                everyPatientIsWrittenOnce(ledger);
                everyPatientHasOneObservation(ehr, new Results(state, ledger));
                theDeadLettersAreThoseOfTheData(new DeadLetters(state, ledger));
            }
        }
    }

    private static List<Plan> plans(Random random) {
        return List.of(
                new Plan("a page of the cohort", NEXT_PAGE, 2 + random.nextInt(7), Moment.ARRIVED),
                new Plan("a write the EHR has done", WRITE, 4 + random.nextInt(10), Moment.PROCESSED),
                new Plan("a write just answered", WRITE, 5 + random.nextInt(20), Moment.ANSWERED),
                new Plan("any request", ANY, 40 + random.nextInt(200), Moment.PROCESSED),
                new Plan("a search for what stands there", PRIOR_SEARCH, 3 + random.nextInt(20), Moment.ARRIVED),
                new Plan("a write that never came", WRITE, 3 + random.nextInt(20), Moment.ARRIVED),
                new Plan("the first write the EHR has done", WRITE, 1, Moment.PROCESSED));
    }

    private StemgateProcess run(Path settings) {
        return StemgateProcess.start(folder, "run", "--config", settings.toString());
    }

    private void runToTheEnd(Path settings) {
        try (StemgateProcess bridge = run(settings)) {
            bridge.awaitError("cohort read, " + KillPopulation.COHORT + " patients found");
            try (Database state = open(settings)) {
                Ledger ledger = new Ledger(state);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> ledger.openCount(BridgeFixture.EHR) == 0);
            }
            bridge.stop();
        }
    }

    private static Database open(Path settings) {
        return StateConnection.open(
                new SettingsReader(Path.of("").toAbsolutePath()).read(settings).state());
    }

    private static void everyUnitIsClosedOnce(Ledger ledger) {
        List<UnitTrace> units = Stream.concat(
                        KillPopulation.outcomes().keySet().stream(),
                        Stream.of(KillPopulation.MERGED, KillPopulation.MERGED_INTO_NOBODY, KillPopulation.NOBODY))
                .flatMap(patient -> ledger.trace(key(patient)).stream())
                .collect(Collectors.toMap(trace -> trace.unit().id(), Function.identity(), (one, same) -> one))
                .values()
                .stream()
                .toList();
        Map<UnitState, Long> counts = ledger.counts(BridgeFixture.EHR);
        assertThat(counts).containsEntry(UnitState.PENDING, 0L).containsEntry(UnitState.HELD, 0L);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                .as("units that were asked for are the units of the patients we know")
                .isEqualTo(units.size());
        assertThat(units).allSatisfy(trace -> assertThat(trace.steps().stream()
                        .map(Step::kind)
                        .filter(CLOSING::contains)
                        .map(Step.Kind::code)
                        .toList())
                .containsExactly(trace.unit().state().code()));
    }

    private static void everyPatientIsWrittenOnce(Ledger ledger) {
        assertThat(ledger.counts(BridgeFixture.EHR)).containsEntry(UnitState.WRITTEN, (long)
                KillPopulation.outcomes().size());
        assertThat(KillPopulation.outcomes().keySet())
                .allSatisfy(patient -> assertThat(ledger.trace(key(patient)).stream()
                                .map(trace -> trace.unit().state())
                                .filter(state -> state != UnitState.UNCHANGED))
                        .containsExactly(UnitState.WRITTEN));
    }

    private static void everyPatientHasOneObservation(Sandbox ehr, Results results) {
        String model = BridgeFixture.core().version().id();
        List<StoredVersion> observations = ehr.store().current("Observation");
        assertThat(observations).hasSize(KillPopulation.outcomes().size());
        assertThat(ehr.store().versionCount("Observation"))
                .as("nothing was written twice, so there is one version of each")
                .isEqualTo(observations.size());
        assertThat(ehr.store().versionCount("Provenance")).isEqualTo(observations.size());
        Map<String, StoredResult> stored = results.newest(BridgeFixture.EHR).stream()
                .collect(Collectors.toMap(result -> result.screening().patient().patientId(), Function.identity()));
        assertThat(stored.keySet()).isEqualTo(KillPopulation.outcomes().keySet());
        KillPopulation.outcomes().forEach((patient, outcome) -> {
            String identifier = ScreeningIdentity.of(key(patient), model).value();
            assertThat(observations)
                    .filteredOn(observation -> observation.json().contains("\"" + identifier + "\""))
                    .singleElement()
                    .satisfies(observation -> {
                        assertThat(observation.json()).contains("\"Patient/" + patient + "\"", "\"" + outcome + "\"");
                        assertThat(stored.get(patient).observation().id()).isEqualTo(observation.id());
                        assertThat(stored.get(patient).screening().outcome().code())
                                .isEqualTo(outcome);
                    });
        });
    }

    private static void theDeadLettersAreThoseOfTheData(DeadLetters letters) {
        assertThat(letters.find(LetterFilter.all()).stream()
                        .collect(Collectors.toMap(letter -> letter.place(), letter -> letter.reason()
                                .code())))
                .isEqualTo(KillPopulation.letters().entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> letters.shown(BridgeFixture.EHR, entry.getKey()), Map.Entry::getValue)));
    }

    private static PatientKey key(String patient) {
        return new PatientKey(BridgeFixture.EHR, patient);
    }
}
