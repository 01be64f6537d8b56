// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditedRecordTest {

    private static final String RECORD =
            "{\"resourceType\":\"Condition\",\"id\":\"1\",\"code\":{\"coding\":[{\"code\":\"a\"}]},"
                    + "\"age\":5.40,\"on\":true}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "/onsetDateTime~2020-05~\"onsetDateTime\":\"2020-05\"",
                "Condition.onsetDateTime~2020~\"onsetDateTime\":\"2020\"",
                "code.coding[0].code~b~[{\"code\":\"b\"}]",
                "/code/coding/1/code~b~[{\"code\":\"a\"},{\"code\":\"b\"}]",
                "age~6~\"age\":6",
                "on~false~\"on\":false",
                "active~true~\"active\":true",
                "valueQuantity.value~json:5.10~\"value\":5.10",
                "subject~{\"reference\":\"Patient/x\"}~\"subject\":{\"reference\":\"Patient/x\"}",
                "onset~2 weeks = long~\"onset\":\"2 weeks = long\"",
            })
    void oneElementIsSetAndTheRestStays(String path, String value, String expected) {
        assertThat(edited(path, value)).contains(expected).contains("\"id\":\"1\"");
    }

    @Test
    void numbersKeepTheirDigitsAndWithoutAValueAnElementGoes() {
        assertThat(edited("on", "")).doesNotContain("\"on\"").contains("5.40");
        assertThat(edited("/code/coding/0", "null")).contains("\"coding\":[]");
    }

    @Test
    void thePathsAreNamedAndNeverTheValues() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("onsetDateTime", "2020");
        values.put("code.coding[0].code", "canary");
        EditedRecord edited = EditedRecord.of(RECORD.getBytes(UTF_8), new RecordEdit.Elements(values));
        assertThat(edited.paths()).containsExactly("/onsetDateTime", "/code/coding/0/code");
        assertThat(edited.toString()).doesNotContain("canary");
        assertThat(new RecordEdit.Elements(values).toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a..b", "code.coding.code", "/code/0", "/code/coding/5/code", "a b", "../x", "a[x]"})
    void aPathThatDoesNotFitIsRefused(String path) {
        assertThatThrownBy(() -> edited(path, "x")).isInstanceOf(CorrectionRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "{\"a\":1,\"a\":2}", "{} x", "MSH|^~\\&|"})
    void whatIsNoJsonObjectCanOnlyBeReplacedWhole(String original) {
        assertThatThrownBy(
                        () -> EditedRecord.of(original.getBytes(UTF_8), new RecordEdit.Elements(Map.of("a", "canary"))))
                .isInstanceOf(CorrectionRefusedException.class)
                .hasMessageContaining("--file")
                .hasMessageNotContaining("canary");
        assertThat(EditedRecord.of(original.getBytes(UTF_8), new RecordEdit.Whole("x".getBytes(UTF_8)))
                        .bytes())
                .isEqualTo("x".getBytes(UTF_8));
    }

    private static String edited(String path, String value) {
        return new String(
                EditedRecord.of(RECORD.getBytes(UTF_8), new RecordEdit.Elements(Map.of(path, value)))
                        .bytes(),
                UTF_8);
    }
}
