// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The floor of every bulk path: streams all tokens of all NDJSON files of a folder through Jackson, with its recycled buffers, and
 * does nothing with them. Field names and string values are decoded into the parser's buffers (UTF-8 and escapes; asking for the
 * length of a text is what makes Jackson do it), but no String is made of a value, and numbers are checked, not converted.
 */
final class ParseOnly {

    private static final JsonFactory JSON = new JsonFactory();

    private ParseOnly() {}

    /** The number of tokens. */
    static long tokens(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
            return all.stream().mapToLong(ParseOnly::tokensOf).sum();
        }
    }

    /** The number of tokens of a file, line by line: a line that breaks off ends there. */
    static long lines(Path file) throws IOException {
        long tokens = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try (JsonParser parser = JSON.createParser(line)) {
                    tokens += tokens(parser);
                } catch (JsonParseException broken) {
                    tokens++;
                }
            }
        }
        return tokens;
    }

    private static long tokensOf(Path file) {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(in)) {
            return tokens(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be parsed", e);
        }
    }

    private static long tokens(JsonParser parser) throws IOException {
        long tokens = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                tokens += parser.getTextLength() < 0 ? 0 : 1;
            } else {
                tokens++;
            }
        }
        return tokens;
    }
}
