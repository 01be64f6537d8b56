// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the listeners among the source files: Camel YAML files whose one {@code templatedRoute} fills {@code mllp-source}. */
public final class MllpSourceReader {

    static final String TEMPLATE = "mllp-source";

    private final SourceFiles hospitals;
    private final List<FileSource> others;

    /** @param others the sources whose names are taken */
    public MllpSourceReader(List<Hospital> hospitals, List<FileSource> others) {
        this.hospitals = new SourceFiles(hospitals);
        this.others = List.copyOf(others);
    }

    /** Every listener of a folder; none when there is no such folder. Files that fill another template are left alone. */
    public List<MllpSource> readAll(Path folder) {
        List<MllpSource> sources = SourceFiles.readAll(folder, this::read);
        requireDistinct(sources);
        return sources;
    }

    private void requireDistinct(List<MllpSource> sources) {
        Map<String, Path> taken = new HashMap<>();
        others.forEach(other -> taken.put("the source name '" + other.settings().name() + "'", other.file()));
        for (MllpSource source : sources) {
            for (String unique : List.of("the source name '" + source.name() + "'", "port " + source.port())) {
                Optional.ofNullable(taken.put(unique, source.file())).ifPresent(other -> {
                    throw new ConfigurationException(source.file() + ": " + unique + " is already used by " + other);
                });
            }
        }
    }

    /** Empty for a file that fills another template. */
    Optional<MllpSource> read(Path file) {
        TemplatedRoute route = TemplatedRoute.read(file, "a source file");
        if (!route.template().equals(TEMPLATE)) {
            return Optional.empty();
        }
        Keys keys = route.keys();
        MllpSource source = new MllpSource(
                file,
                intake(file, keys),
                Hl7SettingsReader.read(keys),
                keys.text("host").orElse("127.0.0.1"),
                keys.number("port", 2575, 1, 65535),
                list(keys, "senders").stream().map(text -> network(keys, text)).toList(),
                tls(file, keys));
        keys.rejectUnknown();
        return Optional.of(source);
    }

    private SourceSettings intake(Path file, Keys keys) {
        String name = keys.required("source", "give the listener a short name");
        Hospital hospital = hospitals.hospital(keys, "name the hospital whose patients the messages are about");
        try {
            return new SourceSettings(
                    name,
                    hospital.ehr(),
                    HospitalReader.resolve(file, "."),
                    "hl7v2",
                    false,
                    keys.zone("zone", hospital.zone()),
                    new Limits(
                            keys.number("maxBytes", Limits.DEFAULT.entryBytes(), 1_000, 100_000_000),
                            Limits.DEFAULT.stringChars(),
                            Limits.DEFAULT.nesting()),
                    identifierSystems(keys),
                    Hl7SettingsReader.flag(keys, "idsOfEhr"),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw keys.error("source", "must be letters, digits and hyphens, at most 64");
        }
    }

    private static Map<String, String> identifierSystems(Keys keys) {
        Map<String, String> systems = new LinkedHashMap<>();
        for (String pair : list(keys, "identifierSystems")) {
            String[] sides = pair.split("=", 2);
            if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw keys.error("identifierSystems", "must be pairs AUTHORITY=URI, separated by commas");
            }
            systems.put(sides[0].strip(), sides[1].strip());
        }
        return systems;
    }

    private static Optional<MllpTls> tls(Path file, Keys keys) {
        Optional<Path> keystore = keys.text("keystoreFile").map(text -> HospitalReader.resolve(file, text));
        Optional<SecretSource> password = HospitalReader.secret(file, keys, "keystorePassword");
        Optional<Path> clients = keys.text("clientCaFile").map(text -> HospitalReader.resolve(file, text));
        boolean clientCertificates = Hl7SettingsReader.flag(keys, "clientCertificates");
        if (!Hl7SettingsReader.flag(keys, "tls")) {
            if (keystore.isPresent() || clientCertificates || clients.isPresent()) {
                throw keys.error("tls", "must be true where keystoreFile, clientCertificates or clientCaFile is given");
            }
            return Optional.empty();
        }
        if (keystore.isEmpty() || password.isEmpty()) {
            throw keys.error("tls", "needs keystoreFile and keystorePasswordFile or keystorePasswordEnv");
        }
        if (clientCertificates != clients.isPresent()) {
            throw keys.error("clientCertificates", "and clientCaFile are given together");
        }
        return Optional.of(new MllpTls(keystore.get(), password.get(), clients));
    }

    private static Network network(Keys keys, String text) {
        try {
            return Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw keys.error("senders", "must be IP addresses or networks such as 10.1.2.0/24, separated by commas");
        }
    }

    private static List<String> list(Keys keys, String key) {
        return keys.text(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
