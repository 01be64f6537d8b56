// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Outcome;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.route.mllp.MllpClient;
import dev.stemgate.route.mllp.MllpRoutes;
import dev.stemgate.sandbox.Population;
import dev.stemgate.sandbox.RecordStore;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.StoredVersion;
import dev.stemgate.state.Database;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputMessages;
import dev.stemgate.state.InputState;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while messages are stored and answered: their sender, who saw no answer, sends them again, and the ledger has each of
 * them once (CONTRACTS, MLLP).
 */
class MllpKillIT {

    private static final int MESSAGES = 20;
    private static final int STORED_BEFORE = 5;

    @TempDir
    Path folder;

    private final int port = MllpRoutes.freePort();

    @Test
    @Timeout(180)
    void whatWasStoredAndNotAnsweredIsSentAgainAndStandsOnce() throws IOException {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty().withPopulation(new Patients()))) {
            Path settings = BridgeFixture.writeSettings(folder, ehr.baseUrl(), "observation", "");
            MllpRoutes.write(folder, BridgeFixture.EHR, port);
            try (StemgateProcess bridge = run(settings)) {
                bridge.awaitError("Running for");
                killedAfterSomeAreStoredAndNoneIsAnswered(bridge, settings);
            }
            try (StemgateProcess bridge = run(settings)) {
                bridge.awaitError("Running for");
                try (MllpClient sender = new MllpClient(port)) {
                    for (int i = 0; i < MESSAGES; i++) {
                        assertThat(sender.ask(message(i))).contains("MSA|AA|K-" + i);
                    }
                }
                try (Database state = open(settings)) {
                    eachStandsOnce(state);
                    everyPatientHasTheOneResult(ehr, state);
                }
                bridge.stop();
            }
        }
    }

    /** The sender reads no answer: to it, all of them are still to be sent, whatever the ledger has. */
    private void killedAfterSomeAreStoredAndNoneIsAnswered(StemgateProcess bridge, Path settings) throws IOException {
        try (Database state = open(settings);
                MllpClient sender = new MllpClient(port)) {
            InputMessages messages = new InputMessages(state);
            for (int i = 0; i < MESSAGES; i++) {
                sender.send("\u000b" + message(i) + "\u001c\r");
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> messages.find("K-" + STORED_BEFORE).stream()
                            .anyMatch(message -> message.state() == InputFile.State.READ));
            bridge.kill();
        }
    }

    private static void eachStandsOnce(Database state) {
        InputMessages messages = new InputMessages(state);
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(messages.find("K-" + i)).singleElement().satisfies(message -> assertThat(message.state())
                    .isEqualTo(InputFile.State.READ));
        }
        InputFiles files = new InputFiles(state);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> files.counts("adt").get(InputState.ACCEPTED) == MESSAGES);
        assertThat(files.counts("adt").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("one diagnosis a message, and nothing twice")
                .isEqualTo(MESSAGES);
    }

    private static void everyPatientHasTheOneResult(Sandbox ehr, Database state) {
        Ledger ledger = new Ledger(state);
        Results results = new Results(state, ledger);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> ledger.openCount(BridgeFixture.EHR) == 0
                        && results.newest(BridgeFixture.EHR).stream()
                                        .filter(result -> result.screening().outcome() == Outcome.CONTRAINDICATED)
                                        .count()
                                == MESSAGES);
        List<StoredVersion> observations = ehr.store().current("Observation");
        assertThat(observations).hasSize(MESSAGES);
    }

    private static String message(int i) {
        return MllpRoutes.admission("K-" + i, "47" + i, "B20");
    }

    private StemgateProcess run(Path settings) {
        return StemgateProcess.start(folder, "run", "--config", settings.toString());
    }

    private static Database open(Path settings) {
        return StateConnection.open(
                new SettingsReader(Path.of("").toAbsolutePath()).read(settings).state());
    }

    /** Whom the messages are about. */
    private static final class Patients implements Population {
        @Override
        public void loadInto(RecordStore store) {
            IntStream.range(0, MESSAGES)
                    .forEach(i -> store.put(
                            """
                            {"resourceType": "Patient", "id": "p%1$d", "birthDate": "1961-05-07", "gender": "female",
                             "identifier": [{"system": "http://hospital.example/mrn", "value": "47%1$d"}]}"""
                                    .formatted(i)));
        }
    }
}
