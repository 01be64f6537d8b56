// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.ProfileValidator.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything in {@code fhir-profiles/} is valid, and each invalid example fails for the reason that its sidecar states. */
class PublishedProfilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = ProfileValidator.FOLDER.resolve("examples");
    private static final String SIDECAR = ".expected.json";

    static List<Path> definitions() {
        return ProfileValidator.definitions(ProfileValidator.FOLDER);
    }

    static List<Path> examples() {
        return ProfileValidator.definitions(EXAMPLES);
    }

    static List<Path> invalidExamples() {
        return ProfileValidator.definitions(EXAMPLES.resolve("invalid")).stream()
                .filter(file -> !file.toString().endsWith(SIDECAR))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void definitionIsValid(Path file) throws IOException {
        JsonNode definition = JSON.readTree(file.toFile());
        for (JsonNode context : definition.path("context")) {
            assertThat(text(context, "type")).isEqualTo("element");
            assertThat(text(context, "expression")).isIn("Observation", "Observation.component", "DocumentReference");
            // For a context of type element the validator would fetch packages from the internet.
            ((ObjectNode) context).put("type", "fhirpath");
        }
        assertThat(ProfileValidator.shared().errors(definition.toString())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void definitionSaysWhatItIs(Path file) throws IOException {
        JsonNode definition = JSON.readTree(file.toFile());
        assertThat(file.getFileName())
                .hasToString(text(definition, "resourceType") + "-" + text(definition, "id") + ".json");
        assertThat(text(definition, "url"))
                .isEqualTo(
                        "https://stemgate.dev/fhir/" + text(definition, "resourceType") + "/" + text(definition, "id"));
        assertThat(List.of("version", "name", "title", "status", "date", "publisher", "description"))
                .allSatisfy(field -> assertThat(text(definition, field)).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsValid(Path file) throws IOException {
        assertThat(ProfileValidator.shared().errors(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalidExamples")
    void invalidExampleFailsAsStated(Path file) throws IOException {
        Path sidecar = Path.of(file.toString().replaceFirst("\\.json$", SIDECAR));
        JsonNode expected = JSON.readTree(sidecar.toFile());
        assertThat(text(expected, "because")).isNotBlank();
        List<Issue> errors = ProfileValidator.shared().errors(Files.readString(file));
        assertThat(expected.get("issues")).isNotEmpty().allSatisfy(issue -> assertThat(errors)
                .anySatisfy(error -> {
                    assertThat(error.location()).startsWith(text(issue, "location"));
                    assertThat(error.message()).contains(text(issue, "message"));
                }));
    }

    @Test
    void everyConstraintOfTheProfileHasAnInvalidExample() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String name : List.of("screening-observation", "screening-document")) {
            JsonNode profile = JSON.readTree(ProfileValidator.FOLDER
                    .resolve("StructureDefinition-" + name + ".json")
                    .toFile());
            profile.findValues("constraint").stream()
                    .flatMap(PublishedProfilesTest::elements)
                    .forEach(constraint -> keys.add(text(constraint, "key")));
        }
        StringBuilder stated = new StringBuilder();
        for (Path file : invalidExamples()) {
            stated.append(Files.readString(Path.of(file.toString().replaceFirst("\\.json$", SIDECAR))));
        }
        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(stated).contains(key));
    }

    @Test
    void criterionCodesAreTheCriteriaOfTheModel() throws IOException {
        Path criteria = Path.of("model", "criteria");
        Assumptions.assumeTrue(Files.isDirectory(criteria), "model/criteria is not here");
        Set<String> files = new TreeSet<>();
        try (Stream<Path> paths = Files.list(criteria)) {
            paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .forEach(name -> files.add(name.substring(0, name.length() - ".yaml".length())));
        }
        assertThat(files).isEqualTo(codes("screening-criterion"));
    }

    private static Set<String> codes(String codeSystem) throws IOException {
        JsonNode definition = JSON.readTree(ProfileValidator.FOLDER
                .resolve("CodeSystem-" + codeSystem + ".json")
                .toFile());
        return new TreeSet<>(elements(definition.get("concept"))
                .map(concept -> text(concept, "code"))
                .toList());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
