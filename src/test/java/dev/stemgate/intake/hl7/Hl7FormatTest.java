// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import static dev.stemgate.intake.hl7.Hl7Text.admission;
import static dev.stemgate.intake.hl7.Hl7Text.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.UnreadableFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7FormatTest {

    private static final String HIV = admission("DG1|1||B20^^I10|||F");
    private static final String TWO = admission("DG1|1||B20^^I10|||F", "DG1|2||C50.9^^I10|||F");

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void segmentsEndInAnyWay(String end) {
        ToldSink told = ToldSink.read((TWO + HIV).replace("\r", end));
        assertThat(told.records).hasSize(3);
        assertThat(told.records.get(1).place()).hasToString("adt.hl7:1/DG1-2");
        assertThat(told.records.get(2).place()).hasToString("adt.hl7:2/DG1-1");
        assertThat(told.refusals).isEmpty();
    }

    @Test
    void byteOrderMarkAndFramesAreNoContent() {
        String framed = "\u000b" + HIV + "\u001c\r" + "\u000b" + TWO + "\u001c\r";
        assertThat(ToldSink.read("\ufeff" + framed).records).hasSize(3);
        assertThat(ToldSink.read("\ufeff" + HIV).records).hasSize(1);
        assertThat(new String(ToldSink.read(framed).records.get(0).original().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(HIV);
    }

    @Test
    void ownEncodingCharactersAreObeyed() {
        String text = HIV.replace("|^~\\&", "#*!?%").replace('|', '#').replace('^', '*');
        ToldSink told = ToldSink.read(text);
        assertThat(told.resource(0).at("/code/coding/0/code").asText()).isEqualTo("B20");
        assertThat(told.records.get(0).subject().identifiers()).hasSize(1);
    }

    @Test
    void batchWithRightCountsHasNothingToTellBesideItsMessages() {
        String batch = "FHS|^~\\&\rBHS|^~\\&\r" + HIV + TWO + "BTS|2\rBHS|^~\\&\r" + HIV + "BTS|1\rFTS|2\r";
        ToldSink told = ToldSink.read(batch);
        assertThat(told.records).hasSize(4);
        assertThat(told.units()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BHS|^~\\&\r%sBTS|2\r",
                "BHS|^~\\&\r%sBTS|x\r",
                "BHS|^~\\&\r%s",
                "%sBTS|1\r",
                "FHS|^~\\&\rBHS|^~\\&\r%sBTS|1\rFTS|3\r",
                "FHS|^~\\&\r%s"
            })
    void batchThatContradictsItselfIsToldAndCostsNoMessage(String batch) {
        ToldSink told = ToldSink.read(String.format(batch, HIV));
        assertThat(told.records).hasSize(1);
        assertThat(told.refusals).singleElement().satisfies(refusal -> assertThat(refusal.reason())
                .isEqualTo(Reason.UNREADABLE));
    }

    @Test
    void charsetOfTheHeaderIsUsed() {
        String latin = HIV.replace("|2.5\r", "|2.5||||||8859/1\r").replace("B20^^I10", "^Ménière^");
        ToldSink told = ToldSink.read(latin.getBytes(StandardCharsets.ISO_8859_1), Hl7Settings.DEFAULT);
        assertThat(told.resource(0).at("/code/text").asText()).isEqualTo("Ménière");
        String japanese = HIV.replace("|2.5\r", "|2.5||||||~ISO IR87\r")
                .replace("8859/1", "")
                .replace("B20^^I10", "^肺癌^")
                .replace("~ISO IR87", "ISO IR87");
        ToldSink read = ToldSink.read(japanese.getBytes(Charset.forName("ISO-2022-JP")), Hl7Settings.DEFAULT);
        assertThat(read.resource(0).at("/code/text").asText()).isEqualTo("肺癌");
    }

    @Test
    void bytesOfAnotherCharsetAreRefusedForTheirPatientAndNotGuessed() {
        byte[] latin = HIV.replace("B20^^I10", "^Ménière^").getBytes(StandardCharsets.ISO_8859_1);
        ToldSink told = ToldSink.read(latin, Hl7Settings.DEFAULT);
        assertThat(told.records).isEmpty();
        assertThat(told.refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.subject().isNobody()).isFalse());
        Hl7Settings settings = new Hl7Settings(StandardCharsets.ISO_8859_1, false, false);
        assertThat(ToldSink.read(latin, settings).records).hasSize(1);
    }

    @Test
    void unknownCharsetIsRefused() {
        assertThat(ToldSink.read(HIV.replace("|2.5\r", "|2.5||||||EBCDIC\r")).refusals)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dG1|1||B20^^I10|||F", "DG1?1||B20", "garbage", "D1|1||B20"})
    void damagedSegmentIsNeverSkipped(String line) {
        ToldSink told = ToldSink.read(admission(line, "DG1|1||C50.9^^I10|||F") + HIV);
        assertThat(told.records)
                .singleElement()
                .satisfies(record -> assertThat(record.place().number()).isEqualTo(2));
        assertThat(told.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.subject().isNobody()).isFalse();
            assertThat(refusal.type()).isEmpty();
        });
    }

    @Test
    void segmentHiddenBehindALineFeedIsRefused() {
        assertThat(ToldSink.read(admission("DG1|1||C50.9^^I10|||F\nDG1|2||B20^^I10|||F")).refusals)
                .hasSize(1);
    }

    @Test
    void lineFeedInATextIsText() {
        ToldSink told = ToldSink.read(admission("DG1|1||^first\nsecond line|||F"));
        assertThat(told.resource(0).at("/code/text").asText()).isEqualTo("first\nsecond line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH",
                "MSH|",
                "MSH|^~\\",
                "MSH|^~\\&|A|B",
                "MSH|^^\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5",
                "MSHa^~\\&|A"
            })
    void brokenHeaderIsRejectedAndCostsOnlyItsMessage(String header) {
        ToldSink told = ToldSink.read(header + "\r" + Hl7Text.PID + "\rDG1|1||B20^^I10|||F\r" + HIV);
        assertThat(told.records).hasSize(1);
        assertThat(told.refusals).hasSize(1);
    }

    @Test
    void bytesThatBelongToNoMessageAreToldAndCostNothing() {
        ToldSink told = ToldSink.read("junk\r" + HIV);
        assertThat(told.records).hasSize(1);
        assertThat(told.refusals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \r\n", "{\"resourceType\":\"Bundle\"}", "ID;CODE\n1;2\n"})
    void fileWithoutAnyMessageIsRefusedAsAWhole(String text) {
        assertThatThrownBy(() -> ToldSink.read(text)).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void sixteenBitCharactersAreRefusedAsAWhole() {
        assertThatThrownBy(() -> ToldSink.read(HIV.getBytes(StandardCharsets.UTF_16), Hl7Settings.DEFAULT))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void messageOverTheLimitCostsOnlyItself() {
        Limits limits = new Limits(400, 200, 10);
        String big = admission("NTE|1||" + "x".repeat(1000), "DG1|1||B20^^I10|||F");
        ToldSink told = ToldSink.read(
                (big + HIV).getBytes(StandardCharsets.UTF_8), Hl7Settings.DEFAULT, ToldSink.source(limits));
        assertThat(told.records).hasSize(1);
        assertThat(told.refusals).singleElement().satisfies(refusal -> assertThat(
                        refusal.original().bytes().length)
                .isLessThanOrEqualTo(400));
    }

    @Test
    void frameThatIsNotEndedIsRefused() {
        assertThat(ToldSink.read("\u000b" + HIV).refusals).hasSize(1);
        assertThat(ToldSink.read("\u000b" + HIV + "\u000b" + HIV + "\u001c\r").records)
                .hasSize(1);
    }

    @Test
    void emptyPatientIdentifierIsADeadLetterAndNobodysRecord() {
        ToldSink told = ToldSink.read(message("ADT^A01", "PID|1||||DOE^JANE||19800101|F", "DG1|1||B20^^I10|||F"));
        assertThat(told.records).isEmpty();
        assertThat(told.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.UNRESOLVED_SUBJECT);
            assertThat(refusal.subject().isNobody()).isTrue();
        });
    }

    @Test
    void messageWithoutOrWithTwoPatientsIsADeadLetter() {
        assertThat(ToldSink.read(message("ADT^A01", "DG1|1||B20^^I10|||F")).refusals)
                .hasSize(1);
        ToldSink two = ToldSink.read(admission("PID|2||4712^^^HOSP^MR", "DG1|1||B20^^I10|||F"));
        assertThat(two.refusals).as("it is missing for both").hasSize(2).allSatisfy(refusal -> assertThat(
                        refusal.reason())
                .isEqualTo(Reason.UNRESOLVED_SUBJECT));
        assertThat(two.refusals)
                .extracting(refusal -> refusal.place().toString(), refusal -> refusal.subject()
                        .localId())
                .containsExactly(tuple("adt.hl7:1/PID-1", "4711^HOSP"), tuple("adt.hl7:1/PID-2", "4712^HOSP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "D", "T^A"})
    void messagesForTrainingReachNoPatientUnlessConfigured(String processing) {
        String text = Hl7Text.processed(processing, "ADT^A01", Hl7Text.PID, "DG1|1||B20^^I10|||F");
        assertThat(ToldSink.read(text).records).isEmpty();
        assertThat(ToldSink.read(text).irrelevant).hasSize(1);
        Hl7Settings settings = new Hl7Settings(StandardCharsets.UTF_8, false, true);
        assertThat(ToldSink.read(text.getBytes(StandardCharsets.UTF_8), settings).records)
                .hasSize(1);
    }

    @Test
    void unknownProcessingIdIsADeadLetter() {
        assertThat(ToldSink.read(Hl7Text.processed("Q", "ADT^A01", Hl7Text.PID, "DG1|1||B20^^I10|||F")).refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.subject().localId())
                        .as("it is missing for its patient")
                        .isEqualTo("4711^HOSP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ADT^A11", "ADT^A13", "ADT^A29", "ADT^A24", "ORU^R01", "SIU^S12", "ACK^A01", "ADT^Z99", "PPR^PC9"
            })
    void whatHoldsNothingToScreenByIsIrrelevantWithItsReason(String type) {
        ToldSink told = ToldSink.read(message(type, Hl7Text.PID, "DG1|1||B20^^I10|||F"));
        assertThat(told.irrelevant).hasSize(1);
        assertThat(told.units()).isEqualTo(1);
    }

    @Test
    void eventOfAnOlderSenderStandsInEvn() {
        assertThat(ToldSink.read(message("ADT", "EVN|A08|20260301", Hl7Text.PID, "DG1|1||B20^^I10|||F")).records)
                .hasSize(1);
    }
}
