// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.intake.Limits;
import dev.stemgate.intake.fhir.JsonBytes.Excess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    private static final int BLOCK = 64 * 1024;
    private static final Limits LIMITS = new Limits(5 * BLOCK, 4 * BLOCK, 5);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The items of a list, from a stream and from memory alike. */
    private static List<String> items(String list) throws IOException {
        List<String> streamed = items(new JsonBytes(new ByteArrayInputStream(bytes(list)), LIMITS));
        assertThat(streamed).isEqualTo(items(new JsonBytes(bytes(list), LIMITS)));
        return streamed;
    }

    private static List<String> items(JsonBytes json) throws IOException {
        List<String> items = new ArrayList<>();
        assertThat(json.take('[')).isTrue();
        do {
            JsonBytes.Value value = json.value();
            items.add(value.excess() + " " + new String(value.bytes(), StandardCharsets.UTF_8));
        } while (json.take(','));
        assertThat(json.take(']')).isTrue();
        assertThat(json.peek()).isEqualTo(-1);
        return items;
    }

    @Test
    void valuesAreSplitWithoutBeingParsed() throws IOException {
        assertThat(items(" [ {\"a\":\"],}\\\"\"} , -1.5e3, true ,\"\\\\\",[[]] ] "))
                .containsExactly("NONE {\"a\":\"],}\\\"\"}", "NONE -1.5e3", "NONE true", "NONE \"\\\\\"", "NONE [[]]");
    }

    @ParameterizedTest
    @ValueSource(ints = {BLOCK - 3, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 3 * BLOCK})
    void aValueMayEndAnywhereInABlock(int length) throws IOException {
        String text = "\"" + "x".repeat(length - 3) + "\"";
        assertThat(items("[" + text + ",{\"b\":" + text + "}, 7 ]"))
                .containsExactly("NONE " + text, "NONE {\"b\":" + text + "}", "NONE 7");
    }

    @Test
    void whatGoesBeyondALimitIsPassedOverAndItsBeginningKept() throws IOException {
        String tooLong = "\"" + "x".repeat(4 * BLOCK + 10) + "\"";
        String many = "[" + "1,".repeat(3 * BLOCK) + "1]";
        List<String> items = items("[" + tooLong + "," + many + ",[[[[[[]]]]]],2]");
        assertThat(items.get(0)).startsWith("TEXT \"xx").hasSize("TEXT ".length() + BLOCK);
        assertThat(items.get(1)).startsWith("LENGTH [1,1,").hasSize("LENGTH ".length() + BLOCK);
        assertThat(items.subList(2, 4)).containsExactly("NESTING [[[[[[]]]]]]", "NONE 2");
    }

    @Test
    void whatBreaksOffIsSaidToEndThere() throws IOException {
        JsonBytes.Value broken = new JsonBytes(bytes("{\"a\":[1,"), LIMITS).value();
        assertThat(broken.excess()).isEqualTo(Excess.END);
        assertThat(new String(broken.bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":[1,");
        assertThat(new JsonBytes(bytes("12"), LIMITS).value().excess()).isEqualTo(Excess.NONE);
        assertThat(new JsonBytes(bytes("  "), LIMITS).value().excess()).isEqualTo(Excess.END);
    }
}
