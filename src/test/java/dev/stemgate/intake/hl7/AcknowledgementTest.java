// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.intake.hl7.Acknowledgement.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {

    private static final Instant NOW = Instant.parse("2026-03-01T11:00:00Z");

    private static Optional<String> answer(String header, Outcome outcome) {
        ReceivedMessage message = ReceivedMessage.of(header.getBytes(StandardCharsets.ISO_8859_1));
        return new Acknowledgement(ZoneOffset.UTC)
                .to(message, outcome, NOW)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static String msh(String version, String rest) {
        return "MSH|^~\\&|APP^1.2^ISO|FAC|STEM|GATE|20260301||ADT^A01^ADT_A01|C-1|P|" + version + rest + "\rPID|1";
    }

    @Test
    void storedMessageIsAcceptedWithItsControlIdAndBothSidesSwapped() {
        String[] segments =
                answer(msh("2.5.1", ""), Outcome.STORED).orElseThrow().split("\r");
        assertThat(segments).hasSize(2);
        String[] msh = segments[0].split("\\|", -1);
        assertThat(msh).startsWith("MSH", "^~\\&", "STEM", "GATE", "APP^1.2^ISO", "FAC", "20260301110000+0000");
        assertThat(msh[8]).isEqualTo("ACK^A01^ACK");
        assertThat(msh[9]).hasSize(20);
        assertThat(msh[10]).isEqualTo("P");
        assertThat(msh[11]).isEqualTo("2.5.1");
        assertThat(segments[1]).isEqualTo("MSA|AA|C-1");
    }

    @ParameterizedTest
    @CsvSource({"2.2,ACK", "2.3,ACK^A01", "2.3.1,ACK^A01", "2.4,ACK^A01^ACK", "2.8,ACK^A01^ACK"})
    void typeOfTheAnswerFitsTheVersion(String version, String type) {
        assertThat(answer(msh(version, ""), Outcome.STORED).orElseThrow().split("\\|", -1)[8])
                .isEqualTo(type);
    }

    @Test
    void whatCouldNotBeStoredIsAnErrorWithItsCode() {
        assertThat(answer(msh("2.5", ""), Outcome.NOT_STORED).orElseThrow())
                .contains("\rMSA|AE|C-1\r", "ERR||MSH^1|207^Application internal error^HL70357|E\r");
        assertThat(answer(msh("2.3", ""), Outcome.NOT_STORED).orElseThrow())
                .contains(
                        "\rMSA|AE|C-1|Application internal error\r", "ERR|^^^207&Application internal error&HL70357\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "MSH", "MSH|^^", "MSH|^~\\&|A|B|C|D|2026||ADT^A01||P|2.5"})
    void unreadableHeaderIsRejected(String header) {
        assertThat(ReceivedMessage.of(header.getBytes(StandardCharsets.UTF_8)).hasReadableHeader())
                .isFalse();
        assertThat(answer(header, Outcome.REJECTED).orElseThrow()).contains("\rMSA|AR|\r", "ERR|");
    }

    @ParameterizedTest
    @CsvSource({
        "AL,NE,STORED,CA", "AL,AL,NOT_STORED,CE", "SU,NE,STORED,CA", "ER,NE,NOT_STORED,CE", "ER,NE,REJECTED,CR",
        "NE,AL,STORED,AA", "ER,AL,STORED,AA", "'',AL,STORED,AA", "AL,'',STORED,CA", "NE,ER,NOT_STORED,AE",
    })
    void enhancedModeIsAnsweredAsAsked(String accept, String application, Outcome outcome, String code) {
        assertThat(answer(msh("2.5", "|||" + accept + "|" + application), outcome)
                        .orElseThrow())
                .contains("\rMSA|" + code + "|C-1");
    }

    @ParameterizedTest
    @CsvSource({"NE,NE,STORED", "NE,'',STORED", "ER,NE,STORED", "SU,SU,NOT_STORED"})
    void whoAsksForNoAnswerGetsNone(String accept, String application, Outcome outcome) {
        assertThat(answer(msh("2.5", "|||" + accept + "|" + application), outcome))
                .isEmpty();
    }

    @Test
    void ownEncodingCharactersAndCharsetComeBack() {
        String text = msh("2.5", "||||||UNICODE UTF-8")
                .replace("^~\\&", "*~\\%")
                .replace('^', '*')
                .replace('|', '#');
        assertThat(answer(text, Outcome.STORED).orElseThrow())
                .startsWith("MSH#*~\\%#STEM#")
                .contains("ACK*A01*ACK", "#UNICODE UTF-8\r", "MSA#AA#C-1");
    }

    @Test
    void idNamesControlIdAndSenderAndNothingElse() {
        assertThat(ReceivedMessage.of(msh("2.5", "").getBytes(StandardCharsets.UTF_8))
                        .id())
                .isEqualTo("C-1@APP/FAC");
        assertThat(ReceivedMessage.of("x".getBytes(StandardCharsets.UTF_8)).id())
                .startsWith("unreadable-");
    }
}
