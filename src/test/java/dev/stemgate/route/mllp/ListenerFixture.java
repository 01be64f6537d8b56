// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import dev.stemgate.intake.MessageIntake;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.MllpSource;
import dev.stemgate.route.config.MllpSourceReader;
import dev.stemgate.route.config.SettingsReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** The listener's own YAML, beans and source file in a Camel context, without the rest of the bridge. */
final class ListenerFixture implements AutoCloseable {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final int port;

    /** @param parameters further parameters of the source's file, as YAML */
    ListenerFixture(Path folder, MessageIntake intake, String parameters) throws Exception {
        port = freePort();
        Path file = folder.resolve("adt.camel.yaml");
        Files.writeString(file, sourceFile(port, parameters));
        Path settings =
                BridgeFixture.writeSettings(folder.resolve("bridge"), URI.create("http://127.0.0.1:9/fhir"), "off", "");
        List<Hospital> hospitals =
                new SettingsReader(Path.of("").toAbsolutePath()).read(settings).hospitals();
        List<MllpSource> sources = new MllpSourceReader(hospitals, List.of()).readAll(folder);
        sources.forEach(source -> MllpListeners.bind(source, camel.getRegistry()::bind));
        camel.getRegistry().bind("mllp", new MllpSteps(sources, intake, Clock.systemUTC()));
        // Of the errors' file only the configuration that the listener names has its beans here.
        camel.getRegistry().bind("failures", new Object());
        for (Path routes :
                List.of(Path.of("routes/00-errors.camel.yaml"), Path.of("routes/50-mllp.camel.yaml"), file)) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + routes));
        }
        camel.start();
    }

    static String sourceFile(int port, String parameters) {
        return """
                - templatedRoute:
                    routeTemplateRef: mllp-source
                    routeId: mllp-adt
                    parameters:
                      - name: source
                        value: adt
                      - name: ehr
                        value: test-ehr
                      - name: port
                        value: "%d"
                      - name: identifierSystems
                        value: HOSP=http://hospital.example/mrn
                """
                        .formatted(port)
                + parameters.indent(6);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    MllpClient client() throws IOException {
        return new MllpClient(port);
    }

    @Override
    public void close() throws IOException {
        camel.close();
    }
}
