// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.FileSource;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.MllpSource;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The YAML files that Camel loads: the routes, and one for each hospital, source and listener. */
final class RouteFiles {

    private RouteFiles() {}

    /** As Camel's include pattern. */
    static String of(BridgeSettings settings) {
        Stream<Path> filled = Stream.of(
                        settings.hospitals().stream().map(Hospital::file),
                        settings.sources().stream().map(FileSource::file),
                        settings.listeners().stream().map(MllpSource::file))
                .flatMap(each -> each);
        return Stream.concat(Stream.of(settings.routes() + "/*.camel.yaml"), filled.map(Path::toString))
                .map(file -> "file:" + file)
                .collect(Collectors.joining(","));
    }
}
