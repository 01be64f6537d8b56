// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a hospital file, a Camel YAML file with one {@code templatedRoute} that fills the template {@code hospital}. */
final class HospitalReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    private final ZoneId defaultZone;

    HospitalReader(ZoneId defaultZone) {
        this.defaultZone = defaultZone;
    }

    Hospital read(Path file) {
        TemplatedRoute route = TemplatedRoute.read(file, "a hospital file");
        if (!route.template().equals("hospital")) {
            throw route.source()
                    .error(route.at(), "unknown template '" + route.template() + "'; the template is 'hospital'");
        }
        Keys keys = route.keys();
        Hospital hospital = hospital(file, route.source(), route.at(), keys);
        keys.rejectUnknown();
        hospital.fhirSettings();
        hospital.checkSecrets();
        return hospital;
    }

    private Hospital hospital(Path file, YamlSource source, Node at, Keys keys) {
        String ehr = keys.required("ehr", "give the hospital a short name");
        if (!NAME.matcher(ehr).matches()) {
            throw keys.error("ehr", "must be letters, digits and hyphens, at most 63");
        }
        WriteBackMode writeBack = keys.choice("writeBack", WriteBackMode.class, WriteBackMode.OFF);
        Optional<Path> outbox = keys.text("outbox").map(text -> resolve(file, text));
        if (writeBack == WriteBackMode.FILE && outbox.isEmpty()) {
            throw source.error(at, "'outbox' is missing; writeBack 'file' needs the folder to write to");
        }
        LoginReader access = new LoginReader(file, keys);
        KindsRead kinds = KindsReader.read(keys);
        return new Hospital(
                file,
                ehr,
                keys.url("baseUrl", "give the FHIR base URL of the EHR"),
                access.login(kinds.kinds(), writtenTypes(writeBack)),
                access.tls(),
                writeBack,
                outbox,
                Writing.read(keys),
                keys.duration("cadence", Duration.ofMinutes(15)),
                WhoReader.read(file, keys),
                keys.number("concurrency", 4, 1, 64),
                TrafficReader.read(keys),
                keys.number("pageSize", 100, 1, 1000),
                keys.duration("connectTimeout", Duration.ofSeconds(10)),
                keys.duration("readTimeout", Duration.ofSeconds(60)),
                keys.zone("zone", defaultZone),
                kinds,
                keys.choice("match", MatchBy.class, MatchBy.AUTO));
    }

    private static List<String> writtenTypes(WriteBackMode writeBack) {
        return switch (writeBack) {
            case OBSERVATION -> List.of("Observation", "Provenance");
            case DOCUMENT_REFERENCE -> List.of("DocumentReference");
            case OFF, FILE -> List.of();
        };
    }

    static Optional<SecretSource> secret(Path file, Keys keys, String name) {
        Optional<SecretSource> inFile =
                keys.text(name + "File").map(text -> new SecretSource.InFile(resolve(file, text)));
        Optional<SecretSource> inEnvironment = keys.text(name + "Env").map(SecretSource.InEnvironment::new);
        return inFile.isPresent() ? inFile : inEnvironment;
    }

    static Path resolve(Path file, String name) {
        Path folder = file.toAbsolutePath().getParent();
        return folder.resolve(name).normalize();
    }

    /** File name of a hospital file, for people who copy one. */
    static boolean isHospitalFile(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".camel.yaml");
    }
}
