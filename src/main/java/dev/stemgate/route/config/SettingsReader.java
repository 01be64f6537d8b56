// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Reads {@code stemgate.yaml} and the hospital files it names. Every key is documented in {@code docs/configuration.md};
 * relative names are resolved against the file that holds them, and {@code routes} and {@code model} default to the folders
 * of the installation.
 */
public final class SettingsReader {

    private final Path home;

    /** @param home folder of the installation, where {@code routes/} and {@code model/} stand */
    public SettingsReader(Path home) {
        this.home = home;
    }

    /** Fails with {@link ConfigurationException}, whose message is one line. */
    public BridgeSettings read(Path file) {
        YamlSource source = new YamlSource(file);
        Node root = source.read();
        Map<String, Node> top = new LinkedHashMap<>();
        flatten(source, source.mapping(root, "the file"), "", top);
        Keys keys = new Keys(source, root, top);
        ZoneId zone = keys.zone("zone", ZoneId.systemDefault());
        Path routes = keys.text("routes")
                .map(text -> HospitalReader.resolve(file, text))
                .orElse(home.resolve("routes"));
        Path model = keys.text("model")
                .map(text -> HospitalReader.resolve(file, text))
                .orElse(home.resolve("model"));
        Optional<Path> ownCodes = keys.text("localCodes").map(text -> HospitalReader.resolve(file, text));
        Path hospitals = keys.text("hospitals")
                .map(text -> HospitalReader.resolve(file, text))
                .orElse(routes.resolve("hospitals"));
        Optional<Path> ownSources = keys.text("sources").map(text -> HospitalReader.resolve(file, text));
        StateSettings state = state(file, keys);
        RetentionSettings retention = new RetentionSettings(
                keys.durationIfGiven("retention.closedLetters"),
                keys.durationIfGiven("retention.steps"),
                keys.durationIfGiven("retention.inputs"));
        String host = keys.text("http.host").orElse("127.0.0.1");
        int port = keys.number("http.port", 8088, 0, 65535);
        Optional<TerminologyServerSettings> terminologyServer = TerminologyServerReader.read(file, keys);
        ConsoleSettings console = ConsoleReader.read(file, keys);
        keys.rejectUnknown();
        requireFolder(file, "routes", routes);
        requireFolder(file, "model", model);
        requireFolder(file, "hospitals", hospitals);
        ownCodes.ifPresent(folder -> requireFolder(file, "localCodes", folder));
        ownSources.ifPresent(folder -> requireFolder(file, "sources", folder));
        List<Hospital> all = hospitals(hospitals, zone);
        Path sourceFiles = ownSources.orElse(hospitals.resolveSibling("sources"));
        List<FileSource> sources = new SourceReader(all).readAll(sourceFiles);
        Path localCodes = ownCodes.orElse(model.resolve("local-codes"));
        return new BridgeSettings(
                file,
                routes,
                model,
                localCodes,
                zone,
                state,
                retention,
                host,
                port,
                console,
                terminologyServer,
                all,
                sources,
                new MllpSourceReader(all, sources).readAll(sourceFiles));
    }

    private static StateSettings state(Path file, Keys keys) {
        String url =
                keys.text("state.url").orElse("jdbc:h2:file:" + HospitalReader.resolve(file, "var/state/stemgate"));
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw keys.error("state.url", "must begin with jdbc:h2: or jdbc:postgresql:");
        }
        if (url.matches("jdbc:h2:file:[^/~].*")) {
            url = "jdbc:h2:file:" + HospitalReader.resolve(file, url.substring("jdbc:h2:file:".length()));
        }
        Optional<SecretSource> payloadKey = keyFile(file, keys, "state.payloadKeyFile");
        Optional<SecretSource> previous = keyFile(file, keys, "state.previousPayloadKeyFile");
        if (previous.isPresent() && payloadKey.isEmpty()) {
            throw keys.error("state.previousPayloadKeyFile", "needs 'state.payloadKeyFile', the key that seals now");
        }
        return new StateSettings(
                url,
                keys.text("state.user").orElse("stemgate"),
                HospitalReader.secret(file, keys, "state.password"),
                payloadKey,
                previous);
    }

    private static Optional<SecretSource> keyFile(Path file, Keys keys, String key) {
        return keys.text(key).map(text -> new SecretSource.InFile(HospitalReader.resolve(file, text)));
    }

    private static List<Hospital> hospitals(Path folder, ZoneId zone) {
        HospitalReader reader = new HospitalReader(zone);
        List<Hospital> hospitals;
        try (Stream<Path> files = Files.list(folder)) {
            hospitals = files.filter(HospitalReader::isHospitalFile)
                    .sorted()
                    .map(reader::read)
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(folder + ": the hospital folder cannot be read", e);
        }
        if (hospitals.isEmpty()) {
            throw new ConfigurationException(
                    folder
                            + ": there is no hospital file (<name>.camel.yaml); copy docs/examples/hospital.camel.yaml there and fill it in");
        }
        Map<String, Path> names = new HashMap<>();
        for (Hospital hospital : hospitals) {
            Optional.ofNullable(names.put(hospital.ehr(), hospital.file())).ifPresent(other -> {
                throw new ConfigurationException(
                        hospital.file() + ": the EHR name '" + hospital.ehr() + "' is already used by " + other);
            });
        }
        return hospitals;
    }

    private static void requireFolder(Path file, String key, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(file + ": '" + key + "' names " + folder + ", which is not a folder");
        }
    }

    private static void flatten(YamlSource source, MappingNode mapping, String prefix, Map<String, Node> into) {
        for (NodeTuple tuple : mapping.getValue()) {
            String key = prefix + source.scalar(tuple.getKeyNode(), "a key");
            Node value = tuple.getValueNode();
            if (value instanceof MappingNode nested) {
                flatten(source, nested, key + ".", into);
            } else if (into.put(key, value) != null) {
                throw source.error(value, "key '" + key + "' stands twice");
            }
        }
    }
}
