// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FhirJsonTest {

    @Test
    void everyCharacterIsEscapedAsJacksonEscapesIt() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point < 0x11000; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                all.appendCodePoint(point);
            }
        }
        String text = all.toString();

        assertThat(written(json -> json.text(Name.VALUE_STRING, text)))
                .isEqualTo("\"valueString\":" + new ObjectMapper().writeValueAsString(text));
    }

    @Test
    void whatIsEmptyIsLeftOut() throws IOException {
        assertThat(written(json -> {
                    json.object();
                    json.text(Name.CODE, "");
                    json.list(Name.EXTENSION);
                    json.endList();
                    json.text(Name.TEXT, "t");
                    json.endObject();
                }))
                .isEqualTo("{\"text\":\"t\"}");
    }

    @Test
    void membersAreDividedByCommas() throws IOException {
        Encoded member = Encoded.of(json -> json.number(Name.VALUE_UNSIGNED_INT, 7));
        assertThat(written(json -> {
                    json.object();
                    json.members(member);
                    json.list(Name.EXTENSION);
                    json.object();
                    json.endObject();
                    json.object();
                    json.object(Name.CODE);
                    json.texts(Name.PROFILE, "p");
                    json.endObject();
                    json.endObject();
                    json.endList();
                    json.members(member);
                    json.endObject();
                }))
                .isEqualTo(
                        "{\"valueUnsignedInt\":7,\"extension\":[{},{\"code\":{\"profile\":[\"p\"]}}],\"valueUnsignedInt\":7}");
    }

    @Test
    void textsOfAnyLengthGoThroughTheBuffer() throws IOException {
        for (int length = 8_150; length < 8_250; length++) {
            String text = "x".repeat(length) + "\u0001\u00e9\uD83D\uDE00" + "y".repeat(length);
            assertThat(written(json -> json.text(Name.TEXT, text)))
                    .isEqualTo("\"text\":" + new ObjectMapper().writeValueAsString(text));
        }
    }

    private static String written(Encoded.Part part) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        FhirJson json = new FhirJson(text);
        part.write(json);
        json.flush();
        return text.toString(StandardCharsets.UTF_8);
    }
}
