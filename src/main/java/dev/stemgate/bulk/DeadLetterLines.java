// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.spill.Letter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes the dead letters of one file after the other, in the order of their lines, with the original line read again from where it
 * stands. A line that is not UTF-8 is written as base64.
 */
final class DeadLetterLines {

    /** A longer line is not repeated: file and line say where it is. */
    private static final int LONGEST = 1 << 20;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final LineNumbers numbers;
    private final OutputStream out;

    DeadLetterLines(LineNumbers numbers, OutputStream out) {
        this.numbers = numbers;
        this.out = out;
    }

    /** @param letters of this file, in the order of their lines */
    void write(SourceFile file, List<Letter> letters) throws IOException {
        if (letters.isEmpty()) {
            return;
        }
        if (file.isCompressed()) {
            fromStream(file, letters);
            return;
        }
        try (FileChannel channel = FileChannel.open(file.path())) {
            for (Letter letter : letters) {
                ByteBuffer line = ByteBuffer.allocate(Math.min(letter.place().length(), LONGEST));
                long at = letter.place().offset();
                while (line.hasRemaining()) {
                    int read = channel.read(line, at);
                    if (read < 0) {
                        break;
                    }
                    at += read;
                }
                write(file, letter, line.array());
            }
        }
    }

    private void fromStream(SourceFile file, List<Letter> letters) throws IOException {
        try (InputStream in = file.open(0)) {
            long at = 0;
            for (Letter letter : letters) {
                Place place = letter.place();
                in.skipNBytes(place.offset() - at);
                byte[] line = in.readNBytes(Math.min(place.length(), LONGEST));
                at = place.offset() + line.length;
                write(file, letter, line);
            }
        }
    }

    private void write(SourceFile file, Letter letter, byte[] line) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("file", file.name());
            json.writeNumberField("line", numbers.of(letter.place()));
            json.writeStringField("reason", letter.refusal().reason().code());
            json.writeStringField("detail", letter.refusal().why());
            original(json, letter.place(), line);
            json.writeEndObject();
        }
        text.write('\n');
        text.writeTo(out);
    }

    private static void original(JsonGenerator json, Place place, byte[] line) throws IOException {
        if (place.length() > LONGEST) {
            json.writeNumberField("originalBytes", place.length());
            return;
        }
        try {
            json.writeStringField(
                    "original",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(line))
                            .toString());
        } catch (CharacterCodingException notUtf8) {
            json.writeStringField("originalBase64", Base64.getEncoder().encodeToString(line));
        }
    }
}
