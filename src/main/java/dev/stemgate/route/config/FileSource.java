// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.drop.Completeness;
import dev.stemgate.intake.hl7.Hl7Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * One source file: the parameters with which it fills the template {@code file-source}.
 *
 * @param file the file, relative names in it are resolved against its folder
 * @param settings what intake has to know
 * @param sign what tells that a file is complete
 * @param quiet for how long an unchanged file must not have changed
 * @param hl7 what the site decides about HL7 v2 messages in the files
 */
public record FileSource(Path file, SourceSettings settings, Completeness.Sign sign, Duration quiet, Hl7Settings hl7) {

    public FileSource {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(sign, "sign");
        Objects.requireNonNull(quiet, "quiet");
        Objects.requireNonNull(hl7, "hl7");
    }
}
