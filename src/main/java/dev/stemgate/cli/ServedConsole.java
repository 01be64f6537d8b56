// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.console.ConsoleParts;
import dev.stemgate.console.ConsoleServer;
import dev.stemgate.route.Bridge;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.ConsoleSettings;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** The console beside a running bridge, or none where the settings want none. */
final class ServedConsole implements AutoCloseable {

    private final Optional<ConsoleServer> server;

    private ServedConsole(Optional<ConsoleServer> server) {
        this.server = server;
    }

    /** As the settings say. */
    static ServedConsole start(
            ConsoleSettings console, BridgeSettings settings, ScreeningCore core, Bridge bridge, Clock clock) {
        return new ServedConsole(
                console.port() == 0
                        ? Optional.empty()
                        : Optional.of(ConsoleServer.start(console, parts(settings, core, bridge, clock))));
    }

    /** On this machine, whatever the settings say. @param port 0 takes a free one */
    static ServedConsole onLoopback(int port, BridgeSettings settings, ScreeningCore core, Bridge bridge, Clock clock) {
        return new ServedConsole(
                Optional.of(ConsoleServer.start(ConsoleSettings.loopback(port), parts(settings, core, bridge, clock))));
    }

    private static ConsoleParts parts(BridgeSettings settings, ScreeningCore core, Bridge bridge, Clock clock) {
        return new ConsoleParts(
                settings.hospitals().stream()
                        .map(hospital -> new ConsoleParts.HospitalName(
                                hospital.ehr(),
                                hospital.writeBack()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')))
                        .toList(),
                bridge.database(),
                bridge.desk(new FreshPreview(settings, bridge.database(), bridge::core)),
                new LocalCodeMap(settings, core, bridge.database(), clock),
                bridge.gates(),
                clock,
                settings.zone());
    }

    /** Where it is, as the end of a sentence; empty where there is none. */
    String words() {
        return server.map(running -> "; console: " + running.url()).orElse("");
    }

    @Override
    public void close() {
        server.ifPresent(ConsoleServer::close);
    }
}
