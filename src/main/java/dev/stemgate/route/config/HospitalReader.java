// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads a hospital file, a Camel YAML file with one {@code templatedRoute} that fills the template {@code hospital}. */
final class HospitalReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    private final ZoneId defaultZone;

    HospitalReader(ZoneId defaultZone) {
        this.defaultZone = defaultZone;
    }

    Hospital read(Path file) {
        YamlSource source = new YamlSource(file);
        Node root = source.read();
        var entries = source.sequence(root, "a hospital file");
        if (entries.size() != 1) {
            throw source.error(root, "a hospital file holds exactly one templatedRoute");
        }
        MappingNode entry = source.mapping(entries.get(0), "the entry");
        Node templated = child(source, entry, "templatedRoute")
                .orElseThrow(() -> source.error(root, "expected '- templatedRoute:' with templateId: hospital"));
        MappingNode route = source.mapping(templated, "templatedRoute");
        String template = child(source, route, "routeTemplateRef")
                .map(node -> source.scalar(node, "'routeTemplateRef'"))
                .orElseThrow(() -> source.error(templated, "'routeTemplateRef' is missing; it is 'hospital'"));
        if (!template.equals("hospital")) {
            throw source.error(templated, "unknown template '" + template + "'; the template is 'hospital'");
        }
        Node parameters = child(source, route, "parameters")
                .orElseThrow(() -> source.error(templated, "'parameters' is missing"));
        Keys keys = new Keys(source, templated, parameters(source, parameters));
        Hospital hospital = hospital(file, source, templated, keys);
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
                access.login(kinds.kinds(), writeBack == WriteBackMode.OBSERVATION),
                access.tls(),
                writeBack,
                outbox,
                keys.duration("cadence", Duration.ofMinutes(15)),
                keys.text("cohort").orElse("Patient"),
                keys.number("concurrency", 4, 1, 64),
                TrafficReader.read(keys),
                keys.number("pageSize", 100, 1, 1000),
                keys.duration("connectTimeout", Duration.ofSeconds(10)),
                keys.duration("readTimeout", Duration.ofSeconds(60)),
                keys.zone("zone", defaultZone),
                kinds);
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

    private static Map<String, Node> parameters(YamlSource source, Node parameters) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (Node parameter : source.sequence(parameters, "'parameters'")) {
            MappingNode mapping = source.mapping(parameter, "a parameter");
            String name = child(source, mapping, "name")
                    .map(node -> source.scalar(node, "'name'"))
                    .orElseThrow(() -> source.error(parameter, "a parameter needs a name"));
            Node value = child(source, mapping, "value")
                    .orElseThrow(() -> source.error(parameter, "parameter '" + name + "' needs a value"));
            if (values.put(name, value) != null) {
                throw source.error(parameter, "parameter '" + name + "' stands twice");
            }
        }
        return values;
    }

    private static Optional<Node> child(YamlSource source, MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (source.scalar(tuple.getKeyNode(), "a key").equals(key)) {
                return Optional.of(tuple.getValueNode());
            }
        }
        return Optional.empty();
    }

    /** File name of a hospital file, for people who copy one. */
    static boolean isHospitalFile(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".camel.yaml");
    }
}
