// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything {@code stemgate.yaml} and the hospital files say, checked.
 *
 * @param file the settings file, for messages
 * @param routes folder with the Camel YAML routes
 * @param model folder with criteria and code lists
 * @param localCodes folder with the site's local map, read beside {@code local-codes} of the model
 * @param zone in which "today" is read
 * @param state the database
 * @param retention how long what is settled is kept
 * @param httpHost where health and metrics are served
 * @param httpPort port for them; 0 serves none
 * @param console where the console listens and who may use it
 * @param terminologyServer asked for codes that no list knows; empty when there is none
 * @param hospitals at least one
 * @param sources folders of dropped files; none is fine
 * @param listeners for messages; none is fine
 */
public record BridgeSettings(
        Path file,
        Path routes,
        Path model,
        Path localCodes,
        ZoneId zone,
        StateSettings state,
        RetentionSettings retention,
        String httpHost,
        int httpPort,
        ConsoleSettings console,
        Optional<TerminologyServerSettings> terminologyServer,
        List<Hospital> hospitals,
        List<FileSource> sources,
        List<MllpSource> listeners) {

    public BridgeSettings {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(routes, "routes");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(localCodes, "localCodes");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(httpHost, "httpHost");
        Objects.requireNonNull(console, "console");
        Objects.requireNonNull(terminologyServer, "terminologyServer");
        hospitals = List.copyOf(hospitals);
        sources = List.copyOf(sources);
        listeners = List.copyOf(listeners);
    }

    /** The hospital of that name. */
    public Hospital hospital(String ehr) {
        return hospitals.stream()
                .filter(hospital -> hospital.ehr().equals(ehr))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(file + ": there is no hospital '" + ehr + "'; there are: "
                        + String.join(
                                ", ", hospitals.stream().map(Hospital::ehr).toList())));
    }
}
