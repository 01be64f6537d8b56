// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;

/**
 * The tokens of one line: strict JSON, no name twice in an object, nothing after the record, and no element that may change what the
 * record means. Names are canonical, so that they are compared by identity. Thread-confined and used for line after line.
 */
final class StrictTokens {

    /** As of the typed path, so that both refuse the same records. */
    static final int DEEPEST = 100;

    static final int LONGEST_STRING = 4_000_000;

    private static final int WIDEST = 200;
    private static final int LONGEST_NAME = 255;
    private static final String MODIFIER = "modifierExtension".intern();
    private static final String IMPLICIT = "implicitRules".intern();

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, true)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, true)
            .build();
    private final int[] starts = new int[DEEPEST + 2];
    private String[] names = new String[256];
    private int depth;
    private int top;
    private JsonParser parser;

    void open(byte[] line, int from, int to) throws IOException {
        depth = 0;
        top = 0;
        parser = json.createParser(line, from, to - from);
    }

    void close() throws IOException {
        parser.close();
    }

    JsonParser parser() {
        return parser;
    }

    JsonToken next() throws IOException, OddShape {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.FIELD_NAME) {
            name(parser.currentName());
        } else if (token == JsonToken.START_OBJECT) {
            starts[++depth] = top;
        } else if (token == JsonToken.END_OBJECT) {
            top = starts[depth--];
        }
        return token;
    }

    /** The next token, which has to be this one. */
    void next(JsonToken expected) throws IOException, OddShape {
        if (next() != expected) {
            throw OddShape.FOUND;
        }
    }

    /** Goes past the value that begins with the current token; all of it is checked. */
    void skip() throws IOException, OddShape {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw OddShape.FOUND;
        }
        if (!token.isStructStart()) {
            return;
        }
        int open = 1;
        while (open > 0) {
            JsonToken inner = next();
            if (inner == null) {
                throw OddShape.FOUND;
            }
            if (inner.isStructStart()) {
                open++;
            } else if (inner.isStructEnd()) {
                open--;
            }
        }
    }

    private void name(String name) throws OddShape {
        if (name == MODIFIER || name == IMPLICIT || name.length() > LONGEST_NAME) {
            throw OddShape.FOUND;
        }
        int from = starts[depth];
        for (int i = from; i < top; i++) {
            if (names[i] == name) {
                throw OddShape.FOUND;
            }
        }
        if (top - from >= WIDEST) {
            throw OddShape.FOUND;
        }
        if (top == names.length) {
            names = Arrays.copyOf(names, top * 2);
        }
        names[top++] = name;
    }
}
