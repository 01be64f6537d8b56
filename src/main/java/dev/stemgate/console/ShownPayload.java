// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Original bytes as text to look at: JSON is indented with every number as it was sent, characters that steer a screen or turn the direction
 * of writing are shown as their numbers, and long ones are cut.
 *
 * @param text what is shown
 * @param manner how it was made from the bytes, as a part of a sentence
 * @param cut whether something was left out at the end
 * @param bytes how many there are
 */
record ShownPayload(String text, String manner, boolean cut, int bytes) {

    static final int LONGEST = 64_000;
    private static final int LARGEST_JSON = 4_000_000;
    private static final JsonFactory JSON = new JsonFactory();

    static ShownPayload of(byte[] payload) {
        String text;
        String manner = "as it was sent";
        try {
            text = utf8(payload);
        } catch (CharacterCodingException e) {
            text = new String(payload, StandardCharsets.ISO_8859_1);
            manner = "not UTF-8, read as Latin-1";
        }
        if (payload.length <= LARGEST_JSON && looksLikeJson(text)) {
            try {
                text = indented(text);
                manner = "JSON, indented";
            } catch (IOException e) {
                manner = manner + "; begins like JSON and is damaged";
            }
        }
        boolean cut = text.length() > LONGEST;
        return new ShownPayload(safe(cut ? text.substring(0, LONGEST) : text), manner, cut, payload.length);
    }

    /** Bytes as text to edit; empty when they are no UTF-8 text. */
    static String editable(byte[] payload) {
        try {
            String text = utf8(payload);
            return looksLikeJson(text) ? indented(text) : text;
        } catch (CharacterCodingException e) {
            return "";
        } catch (IOException e) {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private static String utf8(byte[] payload) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(payload))
                .toString();
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    private static String indented(String text) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER));
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        StringWriter out = new StringWriter(text.length() * 2);
        try (JsonParser parser = JSON.createParser(text);
                JsonGenerator generator = JSON.createGenerator(out)) {
            generator.setPrettyPrinter(printer);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric()) {
                    generator.writeNumber(parser.getText());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        }
        return out.toString();
    }

    private static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean steers = type == Character.CONTROL && point != '\n' && point != '\t' && point != '\r';
            if (steers || type == Character.FORMAT || type == Character.SURROGATE) {
                safe.append(String.format("\\u%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    /** Without the text, which is personal data. */
    @Override
    public String toString() {
        return "ShownPayload[" + bytes + " bytes]";
    }
}
