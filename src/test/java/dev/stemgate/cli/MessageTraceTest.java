// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.MessageIntake;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.intake.drop.ReceivedMessages;
import dev.stemgate.intake.hl7.Hl7Format;
import dev.stemgate.intake.hl7.Hl7Settings;
import dev.stemgate.intake.hl7.ReceivedMessage;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.route.mllp.MllpRoutes;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace --message}: what happened to a message, by its control id. */
class MessageTraceTest {

    @TempDir
    Path folder;

    private Path settings;

    @BeforeEach
    void twoMessages() {
        settings = BridgeFixture.writeSettings(folder, URI.create("http://127.0.0.1:9/fhir"), "off", "");
        SourceSettings source = new SourceSettings(
                "adt",
                BridgeFixture.EHR,
                folder,
                "hl7v2",
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of("HOSP", "http://hospital.example/mrn"),
                false,
                Optional.empty());
        try (Database database = StateConnection.open(
                new SettingsReader(Path.of("").toAbsolutePath()).read(settings).state())) {
            Ledger ledger = new Ledger(database);
            MessageIntake intake = new ReceivedMessages(
                    IntakeStore.of(database, new DeadLetters(database, ledger), ledger), Clock.systemUTC());
            for (String text : new String[] {
                MllpRoutes.admission("C_1", "4711", "B20", "C50.9"), MllpRoutes.admission("CX1", "", "B20")
            }) {
                ReceivedMessage message = ReceivedMessage.of(text.getBytes(StandardCharsets.UTF_8));
                intake.take(source, message.id(), message.bytes(), new Hl7Format(Hl7Settings.DEFAULT));
            }
        }
    }

    private record Said(int code, String out, String err) {}

    private Said trace(String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = new String[more.length + 3];
        arguments[0] = "trace";
        arguments[1] = "--config";
        arguments[2] = settings.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void everyRecordOfTheMessageIsToldWithItsFateAndNothingPersonal() {
        Said said = trace("--message", "C_1");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("message C_1@ADTApp/Hospital", "read"))
                .anySatisfy(line -> assertThat(line).contains("DG1-1", "pending", "Condition"))
                .anySatisfy(line -> assertThat(line).contains("DG1-2"));
        assertThat(said.out()).doesNotContain("TESTCANARY", "4711", "B20");
    }

    @Test
    void idWithItsSenderFindsTheSameMessage() {
        assertThat(trace("--message", "C_1@ADTApp/Hospital", "--json").out())
                .contains("\"message\":\"C_1@ADTApp/Hospital\"", "\"place\":\"DG1-2\"");
    }

    @Test
    void deadLetterIsToldWithItsReason() {
        assertThat(trace("--message", "CX1", "--json").out())
                .contains("\"state\":\"dead-lettered\"", "\"reason\":\"unresolved-subject\"");
    }

    @Test
    void unknownControlIdAndAWildcardFindNothing() {
        assertThat(trace("--message", "C%").code()).isEqualTo(3);
        assertThat(trace("--message", "C-2").err()).contains("the ledger knows no message C-2");
    }

    @Test
    void messageBesideAPatientIsWrongUsage() {
        assertThat(trace("--message", "C_1", "--unit", "U-1").code()).isEqualTo(2);
        assertThat(trace("--message", "C_1", "--ehr", "x").code()).isEqualTo(2);
    }
}
