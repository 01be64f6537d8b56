// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientKey;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Records;
import dev.stemgate.sandbox.Population;
import dev.stemgate.sandbox.RecordStore;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PostgresServer;
import dev.stemgate.state.Step;
import dev.stemgate.state.UnitState;
import dev.stemgate.state.UnitTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two bridges of one hospital on one PostgreSQL: they share the work, one is killed, the other takes it over, nobody is written twice. */
class TwoBridgesIT {

    private static final int PATIENTS = 200;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void nobodyIsWrittenTwiceAndWhatAKilledBridgeHeldGoesOnInTheOther() {
        DatabaseSettings postgres = PostgresServer.databaseOf(folder);
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty().withPopulation(new Hospital()));
                Database state = Database.open(postgres)) {
            ehr.misbehave(KillTrap.latency());
            Path settings = settings(ehr, postgres);
            Ledger ledger = new Ledger(state);
            try (StemgateProcess first = StemgateProcess.start(folder, "run", "--config", settings.toString());
                    StemgateProcess second = StemgateProcess.start(folder, "run", "--config", settings.toString())) {
                first.awaitError("Running for");
                second.awaitError("Running for");
                await("a part is written", () -> written(ehr) >= PATIENTS / 5);
                first.kill();
                await("all is written", () -> written(ehr) == PATIENTS && ledger.openCount(BridgeFixture.EHR) == 0);
                assertThat(second.isAlive()).isTrue();
            }
            assertConserved(ledger);
            assertThat(ehr.store().versionCount("Observation")).isEqualTo(PATIENTS);
            assertThat(ehr.store().versionCount("Provenance")).isEqualTo(PATIENTS);
        }
    }

    private static void assertConserved(Ledger ledger) {
        Set<String> workers = new TreeSet<>();
        long units = 0;
        for (int i = 0; i < PATIENTS; i++) {
            List<UnitTrace> traces = ledger.trace(new PatientKey(BridgeFixture.EHR, id(i)));
            units += traces.size();
            assertThat(traces)
                    .filteredOn(trace -> trace.unit().state() == UnitState.WRITTEN)
                    .as("patient %s", id(i))
                    .hasSize(1);
            assertThat(traces)
                    .extracting(trace -> trace.unit().state())
                    .isSubsetOf(UnitState.WRITTEN, UnitState.UNCHANGED);
            traces.stream()
                    .flatMap(trace -> trace.steps().stream())
                    .filter(step -> step.kind() == Step.Kind.CLAIMED)
                    .map(Step::detail)
                    .forEach(workers::add);
        }
        assertThat(workers).as("both worked, each under a name of its own").hasSize(2);
        assertThat(ledger.counts(BridgeFixture.EHR).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("every unit is of one of the patients")
                .isEqualTo(units);
    }

    private static long written(Sandbox ehr) {
        return ehr.store().current("Observation").size();
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    private Path settings(Sandbox ehr, DatabaseSettings postgres) {
        // Small batches: with the usual ones, whoever comes first may have claimed everybody before the other has
        // started.
        Path settings =
                BridgeFixture.writeSettings(folder, ehr.baseUrl(), "observation", "- name: batch\n  value: \"5\"\n");
        try {
            Path password = Files.writeString(
                    folder.resolve("password"), postgres.password().get());
            return Files.writeString(
                    settings,
                    Files.readString(settings)
                            .replace(
                                    "  url: jdbc:h2:file:./state/stemgate",
                                    "  url: " + postgres.url() + "\n  user: " + postgres.user() + "\n  passwordFile: "
                                            + password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(int i) {
        return "two-%03d".formatted(i);
    }

    /** Every tenth patient has a cancer. */
    private static final class Hospital implements Population {
        @Override
        public void loadInto(RecordStore store) {
            IntStream.range(0, PATIENTS).mapToObj(TwoBridgesIT::id).forEach(id -> {
                store.put(Records.patient(id));
                store.put(id.endsWith("0") ? Records.breastCancer(id + "-c", id) : Records.irrelevant(id + "-c", id));
            });
        }
    }
}
