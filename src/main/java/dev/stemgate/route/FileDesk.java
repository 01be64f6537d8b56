// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.drop.FileReprocessing;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.intake.drop.RecordDesk;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.FileSource;
import dev.stemgate.route.config.MllpSource;
import dev.stemgate.route.mllp.MllpListeners;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the desk can do about the folders and listeners of the settings; the same in the bridge and in a command beside it. */
public final class FileDesk {

    private FileDesk() {}

    public static FileReprocessing of(BridgeSettings settings, IntakeStore store, Clock clock) {
        List<SourceSettings> sources = sources(settings);
        return new FileReprocessing(
                new RecordDesk(store, MllpListeners.formats(settings.sources(), settings.listeners()), sources, clock),
                sources.stream().map(SourceSettings::name).collect(Collectors.toSet()));
    }

    /** Of folders and of listeners. */
    static List<SourceSettings> sources(BridgeSettings settings) {
        return Stream.concat(
                        settings.sources().stream().map(FileSource::settings),
                        settings.listeners().stream().map(MllpSource::intake))
                .toList();
    }
}
