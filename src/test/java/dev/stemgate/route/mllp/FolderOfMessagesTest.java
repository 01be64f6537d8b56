// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.intake.drop.FileIntake;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.intake.hl7.Hl7Settings;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.FileSource;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.state.Database;
import dev.stemgate.state.InputState;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder's file says of its HL7 v2 messages counts as it does for a listener. */
class FolderOfMessagesTest {

    private static final String FOR_TRAINING =
            "MSH|^~\\&|A|B|C|D|20260301||ADT^A01|C-1|T|2.5\rPID|1||1^^^HOSP^MR||||19610507|F\r"
                    + "DG1|1||B20^^I10|||F\r";
    private static final String IN_LATIN =
            "MSH|^~\\&|A|B|C|D|20260301||ADT^A01|C-2|P|2.5\rPID|1||2^^^HOSP^MR||||19610507|F\r"
                    + "DG1|1||B20^Fr\u00fchere Erkrankung^I10|||A\r";

    @TempDir
    Path folder;

    @Test
    void charsetAdmittingDiagnosesAndTestMessagesAreTheFoldersOwn() throws IOException {
        source("usual", "");
        source(
                "own",
                """
                      - {name: charset, value: ISO-8859-1}
                      - {name: admittingIsDefinite, value: "true"}
                      - {name: testMessages, value: "true"}
                """);
        BridgeSettings settings = new SettingsReader(Path.of("").toAbsolutePath())
                .read(BridgeFixture.writeSettings(folder, URI.create("http://127.0.0.1:9/fhir"), "off", ""));
        assertThat(settings.sources())
                .extracting(FileSource::hl7)
                .containsExactly(new Hl7Settings(StandardCharsets.ISO_8859_1, true, true), Hl7Settings.DEFAULT);
        try (Database database = TestDatabase.H2.open(folder)) {
            Ledger ledger = new Ledger(database);
            IntakeStore store = IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
            FileIntake intake = new FileIntake(
                    store, MllpListeners.formats(settings.sources(), settings.listeners()), Clock.systemUTC());
            for (FileSource source : settings.sources()) {
                Path file = Files.createDirectories(source.settings().folder()).resolve("adt.hl7");
                Files.write(file, (FOR_TRAINING + IN_LATIN).getBytes(StandardCharsets.ISO_8859_1));
                intake.take(source.settings(), file);
            }
            Map<InputState, Long> usual = store.files().counts("usual");
            assertThat(usual).containsEntry(InputState.IRRELEVANT, 1L).containsEntry(InputState.DEAD_LETTERED, 1L);
            assertThat(store.files().counts("own"))
                    .containsEntry(InputState.PENDING, 2L)
                    .containsEntry(InputState.DEAD_LETTERED, 0L);
        }
    }

    private void source(String name, String more) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(
                sources.resolve(name + ".camel.yaml"),
                """
                - templatedRoute:
                    routeTemplateRef: file-source
                    routeId: source-%1$s
                    parameters:
                      - {name: source, value: %1$s}
                      - {name: ehr, value: %2$s}
                      - {name: folder, value: in-%1$s}
                """
                                .formatted(name, BridgeFixture.EHR)
                        + more);
    }
}
