// SPDX-License-Identifier: Apache-2.0
package dev.stemgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Checks the container files by what can be checked without a container engine: {@code compose.yaml} against the schema of
 * the Compose Specification (compose-spec/compose-spec, Apache-2.0), and both files against each other.
 */
class ContainerFilesTest {

    private static final Path DOCKER = Path.of("docker");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void composeFileFollowsTheComposeSpecification() throws IOException {
        assertThat(schema().validate(compose())).isEmpty();
    }

    @Test
    void schemaRejectsAnUnknownServiceKey() throws IOException {
        JsonNode compose = compose();
        ((ObjectNode) compose.at("/services/bridge")).put("no_such_key", 1);

        assertThat(schema().validate(compose)).isNotEmpty();
    }

    @Test
    void everySecretIsAFileAndNoEnvironmentHoldsAPassword() throws IOException {
        JsonNode compose = compose();

        compose.at("/secrets")
                .forEach(secret -> assertThat(secret.path("file").asText()).startsWith("./secrets/"));
        compose.at("/services").forEach(service -> {
            service.path("secrets")
                    .forEach(name -> assertThat(compose.at("/secrets").has(name.asText()))
                            .isTrue());
            service.path("environment").fieldNames().forEachRemaining(name -> assertThat(name)
                    .matches("(?!.*(PASSWORD|TOKEN|SECRET)$).*"));
        });
    }

    @Test
    void everyDependencyAndVolumeExistsAndPortsStayOnTheHostsLoopback() throws IOException {
        JsonNode compose = compose();
        JsonNode services = compose.at("/services");

        assertThat(services.fieldNames()).toIterable().containsExactlyInAnyOrder("bridge", "fhir", "postgres");
        services.forEach(service -> {
            service.path("depends_on").fieldNames().forEachRemaining(name -> assertThat(services.has(name))
                    .isTrue());
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            service.path("volumes").forEach(volume -> {
                String source = volume.asText().split(":")[0];
                assertThat(compose.at("/volumes").has(source)
                                || source.equals("../routes")
                                || Files.isDirectory(DOCKER.resolve(source)))
                        .as(source)
                        .isTrue();
            });
        });
        assertThat(services.at("/bridge/depends_on/postgres/condition").asText())
                .isEqualTo("service_healthy");
    }

    @Test
    void imageRunsAsAnOrdinaryUserWithAHealthCheckOnTheConfiguredPort() throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile"));
        String text = String.join("\n", lines);
        Map<?, ?> settings = (Map<?, ?>) yaml("config/stemgate.yaml");
        Object port = ((Map<?, ?>) settings.get("http")).get("port");

        assertThat(lines).contains("USER 10001:10001", "VOLUME /var/lib/stemgate", "EXPOSE " + port);
        assertThat(Pattern.compile("HEALTHCHECK[^\\n]*\\\\\\n[^\\n]*127\\.0\\.0\\.1:" + port + "/observe/health")
                        .matcher(text)
                        .find())
                .isTrue();
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = ContainerFilesTest.class.getResourceAsStream("/docker/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) JSON.readTree(in);
            // The published file names its dialect and its parts in ways of an older draft; no reference uses them.
            schema.remove("$schema");
            schema.findParents("id").stream()
                    .filter(part -> part.get("id").isTextual())
                    .forEach(part -> ((ObjectNode) part).remove("id"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
                    .getSchema(schema);
        }
    }

    private static JsonNode compose() throws IOException {
        return JSON.valueToTree(yaml("compose.yaml"));
    }

    private static Object yaml(String file) throws IOException {
        return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(DOCKER.resolve(file)));
    }
}
