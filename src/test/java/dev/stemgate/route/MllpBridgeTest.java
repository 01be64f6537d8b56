// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.route.mllp.MllpClient;
import dev.stemgate.route.mllp.MllpRoutes;
import dev.stemgate.state.Database;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputMessages;
import dev.stemgate.state.InputState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener in the bridge, with the ledger behind it. */
class MllpBridgeTest {

    @TempDir
    Path folder;

    private final int port = MllpRoutes.freePort();

    private BridgeFixture start() {
        MllpRoutes.write(folder, BridgeFixture.EHR, port);
        return BridgeFixture.in(folder).start();
    }

    private Database state() {
        return StateConnection.open(new SettingsReader(Path.of("").toAbsolutePath())
                .read(folder.resolve("stemgate.yaml"))
                .state());
    }

    @Test
    void everyMessageIsInTheLedgerOnceWithEachOfItsRecords() throws Exception {
        try (BridgeFixture fixture = start();
                MllpClient client = new MllpClient(port)) {
            // Whenever the bridge looks for the patient meanwhile, it finds somebody.
            fixture.given(
                    """
                    {"resourceType": "Patient", "id": "a", "birthDate": "1961-05-07", "gender": "female",
                     "identifier": [{"system": "http://hospital.example/mrn", "value": "4711"}]}""");
            String first = MllpRoutes.admission("C-1", "4711", "B20", "C50.9");
            assertThat(client.ask(first)).contains("MSA|AA|C-1");
            assertThat(client.ask(first)).contains("MSA|AA|C-1");
            assertThat(client.ask(MllpRoutes.admission("C-2", "", "B20"))).contains("MSA|AA|C-2");
            assertThat(client.ask("MSH|nonsense")).contains("MSA|AR|");
            assertThat(fixture.bridge().deadLetters().counts().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(2);
            try (Database state = state()) {
                List<InputFile> found = new InputMessages(state).find("C-1");
                assertThat(found).singleElement().satisfies(message -> {
                    assertThat(message.name()).isEqualTo("C-1@ADTApp/Hospital");
                    assertThat(message.state()).isEqualTo(InputFile.State.READ);
                    assertThat(new InputFiles(state).unitsAfter(message.id(), 0, 10))
                            .extracting(unit -> unit.within())
                            .containsExactly("DG1-1", "DG1-2");
                });
                assertThat(new InputFiles(state)
                                .counts("adt").values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                        .isEqualTo(3);
                assertThat(new InputFiles(state).counts("adt")).containsEntry(InputState.DEAD_LETTERED, 1L);
            }
        }
    }

    @Test
    void diagnosisOfAMessageCountsForItsPatientUntilTheSourceTakesItBack() throws Exception {
        MllpRoutes.write(folder, BridgeFixture.EHR, port);
        Drops.in(folder, "");
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                        .given(
                                """
                                {"resourceType": "Patient", "id": "a", "birthDate": "1961-05-07", "gender": "female",
                                 "identifier": [{"system": "http://hospital.example/mrn", "value": "4711"}]}""",
                                Records.irrelevant("a1", "a"))
                        .startAndSettle();
                MllpClient client = new MllpClient(port)) {
            Outcome before = outcome(fixture);
            assertThat(before).isNotEqualTo(Outcome.CONTRAINDICATED);
            String said = MllpRoutes.admission("C-1", "4711", "B20");
            assertThat(client.ask(said)).contains("MSA|AA|C-1");
            match(fixture);
            assertThat(outcome(fixture)).isEqualTo(Outcome.CONTRAINDICATED);

            String takenBack = said.replace("C-1", "C-2").replace("|||F\r", "|||F" + "|".repeat(15) + "D\r");
            assertThat(client.ask(takenBack)).contains("MSA|AA|C-2");
            match(fixture);
            assertThat(outcome(fixture)).isEqualTo(before);
        }
    }

    @Test
    void whatIsRejectedIsMissingForThePatientWhomItNames() throws Exception {
        MllpRoutes.write(folder, BridgeFixture.EHR, port);
        Drops.in(folder, "");
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                        .given(
                                """
                                {"resourceType": "Patient", "id": "a", "birthDate": "1961-05-07", "gender": "female",
                                 "identifier": [{"system": "http://hospital.example/mrn", "value": "4711"}]}""",
                                Records.irrelevant("a1", "a"))
                        .startAndSettle();
                MllpClient client = new MllpClient(port)) {
            assertThat(pregnancy(fixture)).contains(Finding.ABSENT);
            String withoutId = MllpRoutes.admission("", "4711", "B20");
            assertThat(client.ask(withoutId)).contains("MSA|AR|");
            assertThat(client.ask(withoutId)).as("again").contains("MSA|AR|");
            match(fixture);
            assertThat(pregnancy(fixture)).contains(Finding.UNKNOWN);
            assertThat(fixture.bridge().deadLetters().counts()).containsEntry(Reason.REJECTED_MESSAGE, 1L);

            String unframed = MllpRoutes.admission("C-7", "4711", "B20");
            try (MllpClient careless = new MllpClient(port)) {
                careless.send(unframed);
                assertThat(careless.answer()).contains("MSA|AR|");
            }
            assertThat(client.ask(unframed)).contains("MSA|AA|C-7");
            match(fixture);
            assertThat(outcome(fixture)).as("it was no repeat").isEqualTo(Outcome.CONTRAINDICATED);
        }
    }

    private static Optional<Finding> pregnancy(BridgeFixture fixture) {
        return fixture.bridge()
                .results()
                .newest(BridgeFixture.EHR)
                .get(0)
                .screening()
                .finding("pregnancy");
    }

    /** Matching is for every source; looking into any folder sets it off without waiting for its timer. */
    private static void match(BridgeFixture fixture) {
        fixture.bridge().takeFiles(Drops.SOURCE);
        fixture.again();
    }

    private static Outcome outcome(BridgeFixture fixture) {
        return fixture.bridge()
                .results()
                .newest(BridgeFixture.EHR)
                .get(0)
                .screening()
                .outcome();
    }

    @Test
    void messageIsKnownAfterARestartAndAfterTheConnectionWasCutBeforeTheAnswer() throws Exception {
        String cut = MllpRoutes.admission("C-9", "4711", "B20");
        try (BridgeFixture fixture = start()) {
            try (MllpClient client = new MllpClient(port)) {
                client.send("\u000b" + cut + "\u001c\r");
                try (Database state = state()) {
                    Awaitility.await().until(() -> new InputMessages(state)
                            .find("C-9").stream().anyMatch(message -> message.state() == InputFile.State.READ));
                }
            }
            fixture.stopBridge();
            Bridge again = Bridge.start(
                    new SettingsReader(Path.of("").toAbsolutePath()).read(folder.resolve("stemgate.yaml")),
                    BridgeFixture.core(),
                    Clock.systemUTC());
            try (MllpClient client = new MllpClient(port);
                    Database state = state()) {
                assertThat(client.ask(cut)).contains("MSA|AA|C-9");
                assertThat(new InputMessages(state).find("C-9")).hasSize(1);
            } finally {
                again.close();
            }
        }
    }

    @Test
    void listenerForAnUnknownHospitalIsAWrongConfiguration() throws Exception {
        MllpRoutes.write(folder, "nowhere", port);
        try (BridgeFixture fixture = BridgeFixture.in(folder)) {
            assertThatThrownBy(() -> fixture.start())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("'ehr' names no hospital");
        }
    }

    @Test
    void unknownParameterIsAWrongConfigurationWithItsLine() throws Exception {
        MllpRoutes.write(folder, BridgeFixture.EHR, port);
        Path source = folder.resolve("sources/adt.camel.yaml");
        Files.writeString(source, Files.readString(source) + "      - name: nonsense\n        value: 1\n");
        try (BridgeFixture fixture = BridgeFixture.in(folder)) {
            assertThatThrownBy(() -> fixture.start())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageMatching(".*adt.camel.yaml:\\d+: unknown key 'nonsense'.*");
        }
    }
}
