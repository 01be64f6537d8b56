// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.Subject;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line of a known pattern is read as it is read without patterns, and none is taken that is not taken without. */
class LinePatternsTest {

    private static final int DAMAGED = 60_000;

    private static final String OBSERVATION =
            "{\"resourceType\":\"Observation\",\"id\":\"o-1\",\"meta\":{\"versionId\":\"3\"},\"status\":\"final\",\"category\":[{\"text\":\"x\"}],"
                    + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8302-2\",\"display\":\"Größe\"}]},"
                    + "\"subject\":{\"reference\":\"Patient/p-1\",\"display\":\"Jörg \\\"X\\\"\"},\"encounter\":{\"reference\":\"Encounter/7\"},"
                    + "\"effectiveDateTime\":\"2024-05-01T10:00:00+02:00\",\"issued\":\"2024-05-01T10:00:00.123Z\","
                    + "\"valueQuantity\":{\"value\":-17.5,\"unit\":\"cm\"}}";
    private static final String ANSWERED =
            "{\"resourceType\":\"Observation\",\"id\":\"o-2\",\"subject\":{\"reference\":\"Patient/p-2\"},\"code\":{\"text\":\"q\"},"
                    + "\"component\":[{\"code\":{\"text\":\"a\"},\"valueCodeableConcept\":{\"text\":\"says nothing\"}},"
                    + "{\"code\":{\"text\":\"b\"},\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"LA33-6\","
                    + "\"display\":\"Yes, on more than half of the days of the last two weeks\"}],\"text\":\"says nothing\"}}]}";
    private static final String PROCEDURE =
            "{\"resourceType\":\"Procedure\",\"id\":\"r\",\"subject\":{\"reference\":\"Patient/1\"},\"code\":{\"text\":\"q\"},"
                    + "\"performedPeriod\":{\"start\":\"2020-02-29\",\"end\":\"2020-03-01T00:00:00Z\"},\"note\":[{\"text\":\"häßlich\"}]}";
    private static final String ENCOUNTER =
            "{ \"resourceType\":\"Encounter\",\"id\":\"e\",\"class\":{\"code\":\"AMB\"},\"length\":{\"value\":5},\"x\":[1,true,null,\"y\",{}]}";

    private static final List<String> LINES = List.of(OBSERVATION, ANSWERED, PROCEDURE, ENCOUNTER);
    private static final LineReading ASKED = new LineReading.Irrelevant("asked the typed path");

    /** Nothing is taken of any record, but for those with a value that speaks. */
    private static final Silencing SILENCE = new Silencing() {
        @Override
        public RecordFact of(RecordFact fact) {
            boolean speaks = fact instanceof RecordFact.OfObservation observation
                    && observation.fact().components().stream()
                            .anyMatch(part ->
                                    part.value() instanceof ObservationValue.Coded coded && !isSilent(coded.concept()));
            return speaks ? fact : new RecordFact.Silent(fact.kind(), fact.ref());
        }

        @Override
        public boolean isSilent(Concept value) {
            return !value.text().contains("speaks");
        }
    };

    private final StreamingLineReader reader = new StreamingLineReader((line, from, to) -> ASKED, SILENCE);
    private final StreamingLineReader without = new StreamingLineReader((line, from, to) -> ASKED, Silencing.NOTHING);
    private final StrictJson json = new StrictJson();
    private final ObjectMapper jackson = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    LinePatternsTest() {
        LINES.forEach(line -> reader.read(bytes(line), 0, bytes(line).length));
    }

    @Test
    void aLineOfAPatternIsKnown() {
        for (String line : LINES) {
            assertThat(isKnown(bytes(line))).as(line).isTrue();
        }
        String other = OBSERVATION
                .replace("o-1", "8a5c4a3b-7319-468e-de26-7164d2db455f")
                .replace("p-1", "p")
                .replace("Encounter/7", "Encounter?x=ü\\u00e9")
                .replace("2024-05-01T10:00:00+02:00", "1999-12-31")
                .replace("-17.5", "180");

        assertThat(isKnown(bytes(other))).isTrue();
        assertThat(said(reader.read(bytes(other), 0, bytes(other).length)))
                .isEqualTo("OBSERVATION 8a5c4a3b-7319-468e-de26-7164d2db455f 3 p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"o-1\"|\"o_1\"",
                "\"o-1\"|\"\"",
                "Patient/p-1|Patient/",
                "Patient/p-1|Patient/p-1/_history/1",
                "2024-05-01T10:00:00+02:00|2024-02-30",
                "2024-05-01T10:00:00.123Z|2024-05",
                "-17.5|-",
                "-17.5|017",
                "-17.5|1e3",
                "-17.5|1.",
                "-17.5|\"5\"",
                "-17.5|1234567890123456789012345678901",
                "\"7\"|\"7",
                "\"3\"|\"4\"",
                "8302-2|8302-3",
                "\"unit\":\"cm\"}}|\"unit\":\"cm\"}}}",
                "\"unit\":\"cm\"}}|\"unit\":\"cm\"}",
                "Encounter/7|Encounter/\\x",
                "\"status\":\"final\"|\"status\":\"final\",\"status\":\"final\"",
                "\"status\":\"final\"|\"status\":\"final\",\"modifierExtension\":[]"
            })
    void whatIsNotOfItsKindIsNotKnown(String part, String other) {
        String line = OBSERVATION.contains(part)
                ? OBSERVATION.replace(part, other)
                : OBSERVATION.replace("Encounter/7\"", "Encounter/7");

        assertThat(isKnown(bytes(line))).isFalse();
    }

    @Test
    void aValueThatSpeaksOrWasNeverReadIsNotKnown() {
        String fresh = ANSWERED.replaceFirst("says nothing", "was never read");
        String speaks = ANSWERED.replaceFirst("says nothing", "speaks");

        assertThat(isKnown(bytes(fresh))).isFalse();
        assertThat(said(reader.read(bytes(fresh), 0, bytes(fresh).length))).isEqualTo("OBSERVATION o-2  p-2");
        assertThat(isKnown(bytes(fresh))).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThat(reader.read(bytes(speaks), 0, bytes(speaks).length)).isInstanceOf(LineReading.Read.class);
            assertThat(isKnown(bytes(speaks))).isFalse();
        }
    }

    @Test
    void aLineIsKnownOnlyWithItsEnd() {
        byte[] line = bytes(ENCOUNTER);
        int end = line.length;

        assertThat(lineEnd(ENCOUNTER + "\n{")).isEqualTo(end);
        assertThat(lineEnd(ENCOUNTER + "\r\n{")).isEqualTo(end + 1);
        assertThat(lineEnd(ENCOUNTER)).isNegative();
        assertThat(lineEnd(ENCOUNTER + "\r")).isNegative();
        assertThat(lineEnd(ENCOUNTER + " \n")).isNegative();
        assertThat(lineEnd(ENCOUNTER.substring(0, 40))).isNegative();
    }

    @Test
    void aLineThatIsNoUtf8IsNotKnown() {
        byte[] latin = OBSERVATION.replace("Encounter/7", "Encounter/ü").getBytes(StandardCharsets.ISO_8859_1);
        byte[] hole = bytes(OBSERVATION.replace("Encounter/7", "Encounter/?"));
        hole[
                        OBSERVATION
                                        .replace("Encounter/7", "Encounter/?")
                                        .replace("ö", "xx")
                                        .replace("ß", "xx")
                                        .indexOf("r/?")
                                + 2] =
                (byte) 0xC3;

        assertThat(isKnown(latin)).isFalse();
        assertThat(isKnown(hole)).isFalse();
    }

    @Test
    void aDamagedLineIsKnownOnlyIfItIsReadAlikeWithoutPatterns() {
        Random random = new Random(20261122);
        List<String> differences = new ArrayList<>();
        int known = 0;
        for (int i = 0; i < DAMAGED; i++) {
            byte[] line = damaged(bytes(LINES.get(i % LINES.size())), random);
            if (!isKnown(line)) {
                reader.read(line, 0, line.length);
                continue;
            }
            known++;
            String said = said(reader.read(line, 0, line.length));
            if (!said.equals(saidWithout(line)) || !jacksonAccepts(line)) {
                differences.add(new String(line, StandardCharsets.UTF_8));
            }
        }

        assertThat(differences).isEmpty();
        assertThat(known).isGreaterThan(DAMAGED / 20);
    }

    @Test
    void linesThatNeverComeAgainAreSoonNotLearntAnyMore() {
        StreamingLineReader other = new StreamingLineReader((line, from, to) -> ASKED, SILENCE);
        for (int i = 0; i < 2_000; i++) {
            byte[] line = bytes("{\"resourceType\":\"Encounter\",\"x" + i + "\":{\"y\":" + (i % 2 == 0) + "}}");
            assertThat(other.read(line, 0, line.length)).isEqualTo(new LineReading.Irrelevant("Encounter"));
        }
        byte[] late = bytes("{\"resourceType\":\"Encounter\",\"x1999\":{\"y\":false}}\n");

        assertThat(other.lineEnd(late, 0, late.length)).isNegative();
    }

    private boolean isKnown(byte[] line) {
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        boolean known = reader.lineEnd(ended, 0, ended.length) == line.length;
        // Whoever looks reads: here the line is read by itself.
        reader.read(new byte[0], 0, 0);
        return known;
    }

    private int lineEnd(String text) {
        byte[] bytes = bytes(text);
        int end = reader.lineEnd(bytes, 0, bytes.length);
        reader.read(new byte[0], 0, 0);
        return end;
    }

    private String saidWithout(byte[] line) {
        if (line.length > 1 && line[1] == ' ') {
            return acceptsIrrelevant(line) ? said(new LineReading.Irrelevant("Encounter")) : "refused";
        }
        return said(without.read(line, 0, line.length));
    }

    private boolean acceptsIrrelevant(byte[] line) {
        try {
            json.open(line, 0, line.length);
            json.beginObject();
            while (!json.nextName().isEmpty()) {
                json.skip();
            }
            json.finish();
            return true;
        } catch (OddShape odd) {
            return false;
        }
    }

    private static String said(LineReading reading) {
        if (reading instanceof LineReading.Silent silent) {
            return silent.kind() + " " + silent.id().text() + " " + silent.version() + " "
                    + silent.patient().text();
        }
        if (reading instanceof LineReading.Read read
                && read.record() instanceof BulkRecord.Clinical clinical
                && clinical.subject() instanceof Subject.ById subject
                && SILENCE.of(clinical.fact()) instanceof RecordFact.Silent silent) {
            return silent.kind() + " " + silent.ref().id() + " " + silent.ref().version() + " " + subject.patientId();
        }
        return String.valueOf(reading);
    }

    private boolean jacksonAccepts(byte[] line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            return jackson.readTree(line).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes changed, a part of the line left out, or a part of it twice, such as an element. */
    private static byte[] damaged(byte[] line, Random random) {
        byte[] letters = bytes("{}[]\",:\\ 0123456789-.eu\t\nax\u0000");
        byte[] bytes = line.clone();
        int changes = random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextInt(6) == 0 ? (byte) random.nextInt(256) : letters[random.nextInt(letters.length)];
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(40, bytes.length - from));
        return switch (random.nextInt(8)) {
            case 0 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            case 1 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
            case 2 -> elementTwice(bytes, random);
            default -> bytes;
        };
    }

    private static byte[] elementTwice(byte[] line, Random random) {
        List<Integer> commas = new ArrayList<>();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == ',') {
                commas.add(i);
            }
        }
        if (commas.size() < 2) {
            return line;
        }
        int one = random.nextInt(commas.size() - 1);
        int from = commas.get(one);
        int to = commas.get(one + 1);
        return joined(Arrays.copyOf(line, to), Arrays.copyOfRange(line, from, line.length));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
