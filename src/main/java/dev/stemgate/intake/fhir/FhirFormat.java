// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * FHIR R4 as JSON, NDJSON or XML; which of them is told by the first bytes, and NDJSON also by the file's name. Thread-safe.
 */
public final class FhirFormat implements FileFormat {

    /** How much is looked at to tell what it is. */
    private static final int BEGINNING = 256 * 1024;

    private static final int BUFFER = 1024 * 1024;

    private final FhirRecords records = new FhirRecords();

    @Override
    public void read(InputStream stream, Place container, SourceSettings source, RecordSink sink) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, BUFFER);
        skipMark(in);
        in.mark(BEGINNING + 1);
        byte[] beginning = in.readNBytes(BEGINNING);
        in.reset();
        int first = firstSign(beginning);
        if (first == '<') {
            new XmlDocument(container, source, records, sink).read(in);
        } else if (first != '{') {
            throw new UnreadableFileException(
                    first == -1 ? "the file is empty" : "the file is neither FHIR JSON, NDJSON nor XML");
        } else if (isNdjson(container, beginning)) {
            Ndjson.read(in, container, source, records, sink);
        } else if (FhirDocument.kind(beginning) == FhirDocument.Kind.BUNDLE) {
            new FhirDocument(in, container, source, records, sink).bundle();
        } else {
            new FhirDocument(in, container, source, records, sink).single();
        }
    }

    private static void skipMark(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] mark = in.readNBytes(3);
        boolean utf8 = mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        if (!utf8) {
            in.reset();
        }
    }

    private static int firstSign(byte[] beginning) {
        for (byte each : beginning) {
            if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
                return each & 0xFF;
            }
        }
        return -1;
    }

    /** By its name, or because the first line is a whole object and another line follows. */
    private static boolean isNdjson(Place container, byte[] beginning) {
        String name = container.container().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return true;
        }
        int end = 0;
        while (end < beginning.length && (beginning[end] != '\n' || firstSign(Arrays.copyOf(beginning, end)) == -1)) {
            end++;
        }
        boolean more =
                firstSign(Arrays.copyOfRange(beginning, Math.min(end + 1, beginning.length), beginning.length)) == '{';
        return more && isWholeObject(Arrays.copyOf(beginning, end));
    }

    private static boolean isWholeObject(byte[] line) {
        int depth = 0;
        boolean inText = false;
        for (int i = 0; i < line.length; i++) {
            byte each = line[i];
            if (inText) {
                if (each == '\\') {
                    i++;
                } else if (each == '"') {
                    inText = false;
                }
            } else if (each == '"') {
                inText = true;
            } else if (each == '{' || each == '[') {
                depth++;
            } else if (each == '}' || each == ']') {
                depth--;
            }
        }
        return depth == 0 && !inText;
    }
}
