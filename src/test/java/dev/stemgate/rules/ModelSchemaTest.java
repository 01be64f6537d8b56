// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schemas and the loader say the same. */
class ModelSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MODEL = ShippedModelTest.MODEL;

    private final JsonNode criterion = read("criterion.schema.json");
    private final JsonNode model = read("model.schema.json");
    private final JsonNode therapy = read("therapy.schema.json");

    static Stream<Path> criteria() throws IOException {
        try (Stream<Path> files = Files.list(MODEL.resolve("criteria"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("criteria")
    void everyShippedCriterionIsValid(Path file) {
        assertThat(schema(criterion).validate(yaml(file))).isEmpty();
    }

    @Test
    void theShippedSettingsAreValid() {
        assertThat(schema(model).validate(yaml(MODEL.resolve("model.yaml")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"observations/units", "observations/readings", "observations/tests", "checks", "allergies"})
    void theOtherShippedFilesAreValid(String name) {
        assertThat(schema(read(name + ".schema.json")).validate(yaml(MODEL.resolve(name + ".yaml"))))
                .isEmpty();
    }

    @Test
    void schemaAndLoaderKnowTheSameKeysOfEvidence() {
        JsonNode units = read("observations/units.schema.json");
        JsonNode readings = read("observations/readings.schema.json");
        JsonNode tests = read("observations/tests.schema.json");
        JsonNode checks = read("checks.schema.json");
        JsonNode allergies = read("allergies.schema.json");
        JsonNode family = units.at("/properties/families/items");
        JsonNode test = tests.at("/properties/tests/items");
        JsonNode check = checks.at("/properties/checks/items");
        assertThat(keys(units)).isEqualTo(UnitFileReader.KEYS);
        assertThat(keys(family)).isEqualTo(UnitFileReader.FAMILY_KEYS);
        assertThat(keys(family.at("/properties/units/items"))).isEqualTo(UnitFileReader.UNIT_KEYS);
        assertThat(keys(readings)).isEqualTo(ReadingFileReader.KEYS);
        assertThat(keys(readings.at("/properties/interpretations/items")))
                .isEqualTo(ReadingFileReader.INTERPRETATION_KEYS);
        assertThat(keys(readings.at("/properties/answers/items"))).isEqualTo(ReadingFileReader.ANSWER_KEYS);
        assertThat(keys(readings.at("/properties/words/items"))).isEqualTo(ReadingFileReader.WORD_KEYS);
        assertThat(keys(tests)).isEqualTo(TestFileReader.KEYS);
        assertThat(keys(test)).isEqualTo(TestFileReader.TEST_KEYS);
        assertThat(keys(test.at("/properties/answers/items"))).isEqualTo(ReadingFileReader.ANSWER_KEYS);
        assertThat(words(test.at("/properties/reads/enum"))).isEqualTo(TestFileReader.READS.keySet());
        assertThat(keys(checks)).isEqualTo(CheckFileReader.KEYS);
        assertThat(keys(check)).isEqualTo(CheckFileReader.CHECK_KEYS);
        assertThat(words(check.at("/properties/result/items/enum"))).isEqualTo(RowReader.RESULTS.keySet());
        assertThat(keys(allergies)).isEqualTo(AllergyFileReader.KEYS);
        assertThat(keys(allergies.at("/properties/traits/items"))).isEqualTo(AllergyFileReader.TRAIT_KEYS);
        assertThat(keys(allergies.at("/properties/none-known"))).isEqualTo(AllergyFileReader.NONE_KEYS);
    }

    @Test
    void theShippedTherapyIsValid() {
        assertThat(schema(therapy).validate(yaml(MODEL.resolve("therapy.yaml"))))
                .isEmpty();
    }

    @Test
    void theSchemaOfTherapyAndItsReaderKnowTheSameKeysAndWords() {
        assertThat(keys(therapy)).isEqualTo(TherapyReader.KEYS);
        assertThat(keys(therapy.at("/properties/hazards/items"))).isEqualTo(TherapyReader.HAZARD_KEYS);
        assertThat(keys(therapy.at("/properties/options/items"))).isEqualTo(TherapyReader.OPTION_KEYS);
        assertThat(keys(therapy.at("/$defs/at-least"))).isEqualTo(TherapyReader.AT_LEAST_KEYS);
        assertThat(keys(therapy.at("/$defs/item"))).isEqualTo(TherapyReader.ITEM_KEYS);
        JsonNode plan = therapy.at("/properties/plan");
        assertThat(keys(plan)).isEqualTo(TherapyReader.PLAN_KEYS);
        assertThat(keys(plan.at("/properties/about"))).isEqualTo(TherapyReader.PATTERN_KEYS);
        assertThat(keys(plan.at("/properties/out-of-scope"))).isEqualTo(TherapyReader.OUT_OF_SCOPE_KEYS);
        assertThat(words(therapy.at("/$defs/at-least/properties/level/enum"))).isEqualTo(TherapyReader.LEVELS.keySet());
    }

    @Test
    void schemaAndLoaderKnowTheSameKeys() {
        JsonNode row = criterion.at("/$defs/row");
        assertThat(keys(criterion)).isEqualTo(CriterionReader.KEYS);
        assertThat(keys(row)).isEqualTo(RowReader.KEYS);
        assertThat(keys(row.at("/properties/age"))).isEqualTo(RowReader.AGE_KEYS);
        assertThat(keys(row.at("/properties/companion"))).isEqualTo(RowReader.COMPANION_KEYS);
        assertThat(keys(row.at("/properties/without-ending"))).isEqualTo(RowReader.WITHOUT_ENDING_KEYS);
        assertThat(keys(row.at("/properties/unless-current"))).isEqualTo(RowReader.UNLESS_CURRENT_KEYS);
        assertThat(keys(criterion.at("/properties/sources/items"))).isEqualTo(CriterionReader.SOURCE_KEYS);
        assertThat(keys(criterion.at("/properties/hazards/items"))).isEqualTo(CriterionReader.HAZARD_KEYS);
        assertThat(keys(criterion.at("/properties/ended-by"))).isEqualTo(CriterionReader.ENDED_BY_KEYS);
        assertThat(keys(criterion.at("/properties/counts"))).isEqualTo(CriterionReader.COUNTS_KEYS);
        assertThat(keys(model)).isEqualTo(SettingsReader.KEYS);
        assertThat(keys(model.at("/properties/parameters"))).isEqualTo(SettingsReader.PARAMETER_KEYS);
        assertThat(keys(model.at("/properties/policies"))).isEqualTo(SettingsReader.POLICY_KEYS);
    }

    @Test
    void schemaAndLoaderKnowTheSameWords() {
        JsonNode row = criterion.at("/$defs/row/properties");
        assertThat(words(row.at("/finding/enum"))).isEqualTo(RowReader.LEVELS.keySet());
        assertThat(words(row.at("/record/enum"))).isEqualTo(RowReader.RECORDS.keySet());
        assertThat(words(row.at("/result/items/enum"))).isEqualTo(RowReader.RESULTS.keySet());
        assertThat(words(row.at("/role/enum"))).isEqualTo(RowReader.ROLES.keySet());
        assertThat(words(row.at("/activity/enum"))).isEqualTo(RowReader.ACTIVITIES.keySet());
        assertThat(words(row.at("/sex/enum"))).isEqualTo(RowReader.SEXES.keySet());
        assertThat(words(row.at("/dual-use/enum"))).isEqualTo(RowReader.DUAL_USES.keySet());
        assertThat(words(criterion.at("/properties/kind/enum"))).isEqualTo(CriterionReader.KINDS.keySet());
        assertThat(words(criterion.at("/properties/needs/items/enum"))).isEqualTo(CriterionReader.NEEDS.keySet());
        JsonNode policies = model.at("/properties/policies/properties");
        assertThat(words(policies.at("/unclassified/enum"))).isEqualTo(SettingsReader.UNCLASSIFIED.keySet());
        assertThat(words(policies.at("/no-medications/enum"))).isEqualTo(SettingsReader.NO_MEDICATIONS.keySet());
        assertThat(words(policies.at("/checks/enum"))).isEqualTo(SettingsReader.CHECKS.keySet());
        assertThat(words(policies.at("/dual-use/enum"))).isEqualTo(RowReader.DUAL_USES.keySet());
    }

    @Test
    void theSchemaRefusesAnUnknownOperator() {
        JsonNode file = yaml(MODEL.resolve("criteria/hiv.yaml"));
        ((ObjectNode) file.at("/rows/0")).put("unless", "x");
        assertThat(schema(criterion).validate(file)).isNotEmpty();
    }

    private static Set<String> keys(JsonNode schema) {
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        Set<String> keys = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new TreeSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static JsonSchema schema(JsonNode schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static JsonNode yaml(Path file) {
        return JSON.valueToTree(ScreeningCase.yaml(file));
    }

    private static JsonNode read(String name) {
        try {
            return JSON.readTree(MODEL.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
