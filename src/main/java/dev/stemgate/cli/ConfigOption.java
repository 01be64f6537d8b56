// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.SettingsReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --config}, shared by every command that needs the settings. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "stemgate.yaml",
            description = "Settings file; default: ${DEFAULT-VALUE} in the current folder.")
    private Path file;

    Path file() {
        return file;
    }

    BridgeSettings read() {
        return new SettingsReader(Installation.home()).read(file);
    }
}
