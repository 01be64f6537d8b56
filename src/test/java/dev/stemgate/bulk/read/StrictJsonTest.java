// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strict reader accepts no line that Jackson refuses, and reads what it accepts as Jackson does. */
class StrictJsonTest {

    private static final int DAMAGED = 60_000;

    private static final List<String> LINES = List.of(
            "{\"a\":[1,-2.5,0,1e5,-0.1E-7],\"b\":{\"c\":true,\"d\":false,\"e\":null},\"f\":[],\"g\":{},\"h\":[[],[{}]]}",
            "{ \"resourceType\" : \"Encounter\" ,\t\"id\":\"1\" , \"text\" : \"a \\\"b\\\" \\\\ \\/ \\n \\u00e9 \\uD83D\\uDE00\" } ",
            "{\"übergröße\":\"häßlich\",\"period\":{\"start\":\"2024-01-01\",\"end\":\"2024-01-02\"},\"x\":\"日本語 😀\"}",
            "{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8302-2\",\"display\":\"Body Height\"}],\"code\":{\"code\":1}}");

    private final StrictJson json = new StrictJson();
    private final Elements elements = new Elements(json);
    private final ObjectMapper jackson = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Test
    void whatIsWellFormedIsAccepted() {
        assertThat(LINES).allMatch(line -> accepts(line.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}x",
                "{}{}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":{\"b\":1]}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":nullnull}",
                "{\"a\":\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"tab\there\"}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1/*x*/}",
                "{\"\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":[{\"c\":1,\"c\":2}]}}",
                "{\"a\":{\"modifierExtension\":[]}}",
                "{\"a\":{\"implicitRules\":\"x\"}}"
            })
    void whatIsBrokenOrMayMeanSomethingElseIsNotAccepted(String line) {
        assertThat(accepts(line.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void whatIsNestedTooDeepIsNotAccepted() {
        String line = "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}";

        assertThat(accepts(line.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void aDamagedLineIsAcceptedOnlyIfJacksonAcceptsIt() {
        Random random = new Random(20261122);
        List<String> wronglyAccepted = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < DAMAGED; i++) {
            byte[] line = damaged(LINES.get(i % LINES.size()).getBytes(StandardCharsets.UTF_8), random);
            if (accepts(line)) {
                accepted++;
                if (!jacksonAccepts(line)) {
                    wronglyAccepted.add(new String(line, StandardCharsets.UTF_8));
                }
            }
        }

        assertThat(wronglyAccepted).isEmpty();
        assertThat(accepted).isGreaterThan(DAMAGED / 10);
    }

    /** What was once refused must not be taken for known the second time, and what is known must not hide what follows. */
    @Test
    void aBrokenValueIsNeverRemembered() {
        byte[] whole = "{\"a\":{\"display\":\"Überweisung an die Klinik\",\"b\":[1,2,3]},\"c\":1}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] latin = new String(whole, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
        byte[] cut = Arrays.copyOf(whole, whole.length - 7);

        for (int i = 0; i < 3; i++) {
            assertThat(accepts(whole)).isTrue();
            assertThat(accepts(latin)).isFalse();
            assertThat(accepts(cut)).isFalse();
        }
    }

    @Test
    void aTextIsReadAsJacksonReadsIt() throws IOException, OddShape {
        String line = "{\"a\":\"a \\\"b\\\" \\\\ \\/ \\u00e9 ü 日本\"}";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        json.open(bytes, 0, bytes.length);
        json.beginObject();
        json.nextName();

        assertThat(elements.text()).isEqualTo(jackson.readTree(line).get("a").textValue());
    }

    private boolean accepts(byte[] line) {
        try {
            json.open(line, 0, line.length);
            json.beginObject();
            elements.rest();
            json.finish();
            return true;
        } catch (OddShape odd) {
            return false;
        }
    }

    private boolean jacksonAccepts(byte[] line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            return jackson.readTree(line).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] damaged(byte[] line, Random random) {
        byte[] bytes = line.clone();
        byte[] letters = "{}[]\",:\\ 0-.eu\t\nax\u0000".getBytes(StandardCharsets.UTF_8);
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : letters[random.nextInt(letters.length)];
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
