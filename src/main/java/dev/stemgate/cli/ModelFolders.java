// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.SettingsReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model a command works on: the folder that is named, else the one of the configuration, else the shipped one. */
final class ModelFolders {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The model folder; default: that of the configuration, else the shipped one.")
    private Path model;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration that names the model and the local map.")
    private Path config;

    /** The folder of the model. */
    Path model() {
        return model != null ? model : config == null ? shipped() : settings().model();
    }

    /** The folder of the site's local map. */
    Path localCodes() {
        return config == null ? model().resolve("local-codes") : settings().localCodes();
    }

    /** The configuration, where one is named. */
    Optional<BridgeSettings> configured() {
        return config == null ? Optional.empty() : Optional.of(settings());
    }

    static Path shipped() {
        return Installation.home().resolve("model");
    }

    private BridgeSettings settings() {
        return new SettingsReader(Installation.home()).read(config);
    }
}
