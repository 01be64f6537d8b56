// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.csv.CsvMapping;
import dev.stemgate.intake.csv.CsvMappingException;
import dev.stemgate.intake.drop.Completeness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads source files, Camel YAML files with one {@code templatedRoute} each that fills the template {@code file-source}. */
final class SourceReader {

    static final String TEMPLATE = "file-source";

    private static final int MEGABYTE = 1024 * 1024;
    private static final Set<String> FORMATS = Set.of("auto", "fhir", "csv", "hl7v2");

    private final SourceFiles hospitals;

    SourceReader(List<Hospital> hospitals) {
        this.hospitals = new SourceFiles(hospitals);
    }

    /** Every source of a folder; none when there is no such folder. */
    List<FileSource> readAll(Path folder) {
        List<FileSource> sources = SourceFiles.readAll(folder, this::read);
        requireDistinct(sources);
        return sources;
    }

    private static void requireDistinct(List<FileSource> sources) {
        Map<String, Path> names = new HashMap<>();
        Map<Path, Path> folders = new HashMap<>();
        for (FileSource source : sources) {
            Path sameName = names.put(source.settings().name(), source.file());
            Path sameFolder = folders.put(source.settings().folder(), source.file());
            if (sameName != null || sameFolder != null) {
                throw new ConfigurationException(source.file() + ": "
                        + (sameName != null
                                ? "the source name '" + source.settings().name() + "'"
                                : "the folder")
                        + " is already used by " + (sameName != null ? sameName : sameFolder));
            }
        }
    }

    /** Empty for a file that fills another template. */
    Optional<FileSource> read(Path file) {
        TemplatedRoute route = TemplatedRoute.read(file, "a source file");
        if (!route.template().equals(TEMPLATE)) {
            return Optional.empty();
        }
        Keys keys = route.keys();
        String name = keys.required("source", "give the source a short name");
        Hospital hospital = hospitals.hospital(keys, "name the hospital whose patients the records are matched to");
        Optional<Path> mapping = keys.text("mapping").map(text -> HospitalReader.resolve(file, text));
        String format = keys.text("format").orElse("auto");
        if (!FORMATS.contains(format)) {
            throw keys.error("format", "must be one of auto, csv, fhir, hl7v2");
        }
        if (format.equals("csv") && mapping.isEmpty()) {
            throw keys.error("format", "csv needs 'mapping', the file that says what the columns are");
        }
        FileSource source = new FileSource(
                file,
                settings(file, keys, name, hospital, format, mapping),
                keys.choice("complete", Completeness.Sign.class, Completeness.Sign.UNCHANGED),
                keys.duration("quiet", Duration.ofSeconds(10)),
                Hl7SettingsReader.read(keys));
        keys.duration("cadence", Duration.ofSeconds(5));
        keys.rejectUnknown();
        mapping.ifPresent(SourceReader::check);
        return Optional.of(source);
    }

    private static SourceSettings settings(
            Path file, Keys keys, String name, Hospital hospital, String format, Optional<Path> mapping) {
        Path folder = HospitalReader.resolve(file, keys.required("folder", "name the folder where files are dropped"));
        boolean snapshot = Hl7SettingsReader.flag(keys, "snapshot");
        int megabytes = keys.number("maxEntryMegabytes", 10, 1, 64);
        Limits limits = new Limits(megabytes * MEGABYTE, Limits.DEFAULT.stringChars(), Limits.DEFAULT.nesting());
        try {
            return new SourceSettings(
                    name,
                    hospital.ehr(),
                    folder,
                    format,
                    snapshot,
                    keys.zone("zone", hospital.zone()),
                    limits,
                    systems(keys),
                    Hl7SettingsReader.flag(keys, "idsOfEhr"),
                    mapping);
        } catch (IllegalArgumentException e) {
            throw keys.error("source", "must be letters, digits and hyphens, at most 64");
        }
    }

    private static Map<String, String> systems(Keys keys) {
        Map<String, String> systems = new HashMap<>();
        for (String pair : keys.text("identifierSystems").orElse("").split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                systems.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            } else if (!pair.isBlank()) {
                throw keys.error("identifierSystems", "must be name=URI, separated by commas");
            }
        }
        return systems;
    }

    private static void check(Path mapping) {
        try {
            CsvMapping.read(mapping);
        } catch (CsvMappingException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }
}
