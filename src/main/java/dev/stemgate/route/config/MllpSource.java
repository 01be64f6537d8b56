// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.hl7.Hl7Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One MLLP listener: the parameters with which its file fills the template {@code mllp-source}.
 *
 * @param file the file; relative names in it are resolved against its folder
 * @param intake name, EHR, zone, limits and identifier systems
 * @param hl7 what the site decides about its messages
 * @param host address to listen at
 * @param port TCP port
 * @param senders who may connect; none allows every address that reaches the listener
 * @param tls empty where connections are plain
 */
public record MllpSource(
        Path file,
        SourceSettings intake,
        Hl7Settings hl7,
        String host,
        int port,
        List<Network> senders,
        Optional<MllpTls> tls) {

    public MllpSource {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(intake, "intake");
        Objects.requireNonNull(hl7, "hl7");
        Objects.requireNonNull(host, "host");
        senders = List.copyOf(senders);
        Objects.requireNonNull(tls, "tls");
    }

    public String name() {
        return intake.name();
    }

    /** What is allowed but should not be, one line each. */
    public List<String> warnings() {
        boolean open = !host.matches("127\\..*|::1|localhost");
        if (!open) {
            return List.of();
        }
        List<String> warnings = new java.util.ArrayList<>();
        if (tls.isEmpty()) {
            warnings.add(file + ": the listener is reached from other machines and its connections are not encrypted");
        }
        if (senders.isEmpty()) {
            warnings.add(file + ": every address that reaches the listener may send; name the senders");
        }
        return List.copyOf(warnings);
    }
}
