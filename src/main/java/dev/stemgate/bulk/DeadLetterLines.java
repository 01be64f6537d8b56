// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.spill.Letter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes dead letters, in the order of files and lines, with the original line read again from where it stands. A line that is not UTF-8
 * is written as base64. Thread-confined.
 */
final class DeadLetterLines implements AutoCloseable {

    /** A longer line is not repeated: file and line say where it is. */
    private static final int LONGEST = 1 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final List<SourceFile> files;
    private final LineNumbers numbers;
    private final OutputStream out;
    private final OriginalLines lines;

    /** @param files of the export, each at its number */
    DeadLetterLines(List<SourceFile> files, LineNumbers numbers, OutputStream out) {
        this.files = files;
        this.numbers = numbers;
        this.out = out;
        this.lines = new OriginalLines(files);
    }

    void write(Letter letter) throws IOException {
        Place place = letter.place();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("file", files.get(place.file()).name());
            json.writeNumberField("line", numbers.of(place));
            json.writeStringField("reason", letter.refusal().reason().code());
            json.writeStringField("detail", letter.refusal().why());
            if (place.length() > LONGEST) {
                json.writeNumberField("originalBytes", place.length());
            } else {
                original(json, lines.of(place, LONGEST));
            }
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void original(JsonGenerator json, byte[] line) throws IOException {
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

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
