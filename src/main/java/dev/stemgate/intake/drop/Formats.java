// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.intake.csv.CsvFormat;
import dev.stemgate.intake.csv.CsvMapping;
import dev.stemgate.intake.fhir.FhirFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Which format a file is in: what its source says, else what its first bytes say. Thread-safe. */
public final class Formats {

    public static final String AUTO = "auto";
    public static final String FHIR = "fhir";
    public static final String CSV = "csv";
    public static final String HL7V2 = "hl7v2";

    private static final Pattern MESSAGE =
            Pattern.compile("^[\\uFEFF\\u000B\\s]*(MSH|FHS|BHS)[^A-Za-z0-9].*", Pattern.DOTALL);

    private final FileFormat fhir = new FhirFormat();
    private final Map<String, FileFormat> further;
    private final Map<Path, FileFormat> mapped = new ConcurrentHashMap<>();

    /** @param further formats by their name, for instance {@link #HL7V2} */
    public Formats(Map<String, FileFormat> further) {
        this.further = Map.copyOf(further);
    }

    /**
     * @param beginning the first bytes of the file, uncompressed
     * @throws UnreadableFileException when it is of no format that the source can have
     */
    FileFormat of(SourceSettings source, byte[] beginning) {
        String name = source.format().equals(AUTO) ? told(source, beginning) : source.format();
        return switch (name) {
            case FHIR -> fhir;
            case CSV -> csv(source);
            default -> {
                FileFormat known = further.get(name);
                if (known == null) {
                    throw new UnreadableFileException("files of format " + name + " are not read here");
                }
                yield known;
            }
        };
    }

    private static String told(SourceSettings source, byte[] beginning) {
        String text = new String(beginning, StandardCharsets.UTF_8);
        if (MESSAGE.matcher(text).matches()) {
            return HL7V2;
        }
        String start = text.replace("\uFEFF", "").stripLeading();
        boolean csv = source.mapping().isPresent() && !start.startsWith("{") && !start.startsWith("<");
        return csv ? CSV : FHIR;
    }

    private FileFormat csv(SourceSettings source) {
        Path mapping = source.mapping()
                .orElseThrow(() -> new UnreadableFileException("the source has no mapping file for CSV"));
        return mapped.computeIfAbsent(mapping, file -> new CsvFormat(CsvMapping.read(file)));
    }
}
