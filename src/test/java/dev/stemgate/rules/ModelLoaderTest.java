// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loader refuses, naming file, line and remedy. */
class ModelLoaderTest {

    @TempDir
    Path model;

    @BeforeEach
    void copyTheShippedModel() throws IOException {
        try (Stream<Path> files = Files.walk(ShippedModelTest.MODEL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        model.resolve(ShippedModelTest.MODEL.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "role: include|roll: include|unknown key 'roll'",
                "role: include|role: includes|'includes' is not known for 'role'",
                "role: include|role: [include]|'role' is not a text",
                "record: condition|record: immunization|'immunization' is not known for 'record'",
                "record: condition|record: observation|a row about 'observation' has no 'role'",
                "record: condition|record: allergy|a row about 'allergy' has no 'role'",
                "record: condition|record: procedure|a row about 'procedure' has no 'activity'",
                "tests: [pregnancy-status]|tests: [gravidity]|'gravidity' is not known for 'tests'",
                "result: [positive]|result: [yes]|'yes' is not known for 'result'",
                "result: [positive]|result: []|no result is named",
                "activity: active|tests: [inr]|a row about 'condition' has no 'tests'",
                "within: P300D|within: 300 days|'300 days' is not a period",
                "within: P300D|within: P0D|'P0D' is not a positive period",
                "activity: active|activity: alive|'alive' is not known for 'activity'",
                "sex: not-male|sex: female|'female' is not known for 'sex'",
                "finding: present|finding: certain|'certain' is not known for 'finding'",
                "lists: [pregnancy]|lists: [pregnancies]|unknown list 'pregnancies'",
                "from: 10|from: ten|'from' is not a whole number",
                "current: true|current: maybe|'current' is not true or false",
                "kind: absolute|kind: total|'total' is not known for 'kind'",
                "evaluated: true|evaluated: perhaps|'evaluated' is not true or false",
                "id: pregnancy|id: gravidity|the id 'gravidity' is not the name of the file",
                "possible-for: P42D|possible: P42D|unknown key 'possible'",
                "possible-for: P42D|aftermath: [x]|the key 'aftermath' stands twice",
                "needs: [condition, medication, person]|needs: [medication]|every criterion needs Condition",
                "sex: not-male|group: no-such-group|the code group is missing",
                "sex: not-male|group: ../hiv|'../hiv' is not the name of a group",
            })
    void refusesWhatItDoesNotKnow(String line, String broken, String problem) throws IOException {
        refuses("criteria/pregnancy.yaml", line, broken, problem);
    }

    private void refuses(String name, String line, String broken, String problem) throws IOException {
        Path file = model.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(line);
        Files.writeString(file, text.replaceFirst(Pattern.quote(line), broken));
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(problem.strip())
                .hasMessageContaining("; ");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "raised-says:|raises:|unknown key 'raises'",
                "level: high|level: baseline|'baseline' is not known for 'level'",
                "hazard: tumour-formation|hazard: tumours|'tumours' is not known for 'hazard'",
                "options: [hsc]|options: [hsct]|'hsct' is not known for 'hazards'",
                "poor-with: [autoimmune-disease, |poor-with: [autoimmunity, |'autoimmunity' is not known for 'poor-with'",
                "with-group: organ-failure|with-group: organs|the code group is missing",
                "unless: [autologous-msc, |unless: [own, |'own' is not known for 'products'",
                "products: [hsc]|products: [hscs]|'hscs' is not known for 'products'",
                "id: infection|id: immune-reaction|an id stands twice under 'hazards'",
                "out-of-scope:|beyond-scope:|unknown key 'beyond-scope'",
            })
    void refusesATherapyThatItDoesNotKnow(String line, String broken, String problem) throws IOException {
        refuses("therapy.yaml", line, broken, problem);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "route: intrathecal|route: oral|'oral' is not known for 'route'",
                "target: cns|target: knee|'knee' is not known for 'target'",
                "id: neurological|id: neural|'neural' is not known for 'id'",
                "target: cns|options: [msc]|'msc' is not known for 'options'",
            })
    void refusesAHazardThatTheTherapyDoesNotHave(String line, String broken, String problem) throws IOException {
        refuses("criteria/cns-target-disease.yaml", line, broken, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at-least: 3|at-most: 3|unknown key 'at-most'",
                "at-least: 3|at-least: 0|nothing can be counted",
                "at-least: 3|at-least: some|'at-least' is not a whole number",
                "- diabetes|- diabetis|'diabetis' is no other criterion",
                "- diabetes|- complex-history|'complex-history' is no other criterion",
                "own-title|title|unknown key 'title'",
            })
    void refusesACountThatItDoesNotUnderstand(String line, String broken, String problem) throws IOException {
        refuses("criteria/complex-history.yaml", line, broken, problem);
    }

    @Test
    void namesTheFileAndTheLine() throws IOException {
        Path file = model.resolve("criteria/hiv.yaml");
        List<String> lines = Files.readAllLines(file);
        int at = lines.indexOf("    record: drug");
        lines.add(at + 1, "    unless: never");
        Files.write(file, lines);
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOfSatisfying(ModelFileException.class, fault -> {
                    assertThat(fault.file()).isEqualTo(file);
                    assertThat(fault.line()).isEqualTo(at + 2);
                    assertThat(fault)
                            .hasMessageStartingWith(file + ":" + (at + 2) + ": unknown key 'unless'; use one of");
                });
    }

    @Test
    void aMissingCriterionFileIsNamed() throws IOException {
        Path file = model.resolve("criteria/hiv.yaml");
        Files.delete(file);
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": the file is missing; restore it or correct the model folder");
    }

    @Test
    void aCriterionThatTheModelDoesNotNameIsRefused() throws IOException {
        Files.copy(model.resolve("criteria/hiv.yaml"), model.resolve("criteria/hiv-2.yaml"));
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("model.yaml does not name this criterion");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() throws IOException {
        Files.writeString(model.resolve("criteria/hiv.yaml"), "id: hiv\ntitle: [unclosed\nkind: absolute\n");
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOfSatisfying(ModelFileException.class, fault -> assertThat(fault.line())
                        .isPositive())
                .hasMessageContaining("this is not YAML");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "system|sistem|the header is not",
                "icd-10|icd-11|unknown system 'icd-11'",
            })
    void brokenCodeGroupsAreRefused(String word, String broken, String problem) throws IOException {
        Path file = model.resolve("code-groups/splenectomy.tsv");
        Files.writeString(file, Files.readString(file).replace(word, broken));
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "observations/tests.yaml|codes: [\"8310-5\"]|codes: [\"8310-6\"]|the code '8310-6' is not in loinc.tsv",
                "observations/tests.yaml|units: temperature|units: heat|unknown family of units 'heat'",
                "observations/tests.yaml|units: temperature|panel: false|a limit and its unit belong together",
                "observations/tests.yaml|high-from: 38.0|high-from: warm|'high-from' is not a number",
                "observations/tests.yaml|high-from: 38.0|higher: 38.0|unknown key 'higher'",
                "observations/tests.yaml|reads: number|reads: text|'text' is not known for 'reads'",
                "observations/tests.yaml|- id: crp|- id: inr|the test 'inr' stands twice",
                "observations/units.yaml|per: 9|per: 0|a factor is not positive",
                "observations/units.yaml|code: \"[degF]\"|code: \"Cel\"|the unit 'Cel' stands twice",
                "observations/units.yaml|unit: \"Cel\"|unit: \"[degF]\"|the unit of the family is not among its units",
                "observations/readings.yaml|code: \"NEG\"|code: \"POS\"|the same entry stands twice",
                "observations/readings.yaml|system: snomed|system: sno|unknown code system 'sno'",
                "observations/readings.yaml|\"not detected\"|\"Not detected\"|would never match",
                "checks.yaml|criterion: hiv|criterion: aids|unknown criterion 'aids'",
                "checks.yaml|tests: [inr]|tests: [quick]|a test is missing or unknown",
                "checks.yaml|within: P7D|within: soon|'soon' is not a period",
                "allergies.yaml|certain-words: [\"dmso\"|certain-words: [\"dimso\"|a certain word is not among the words",
            })
    void refusesWhatItDoesNotKnowOfEvidence(String name, String line, String broken, String problem)
            throws IOException {
        Path file = model.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(line);
        Files.writeString(file, text.replaceFirst(Pattern.quote(line), Matcher.quoteReplacement(broken)));
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"observations/tests.yaml", "observations/units.yaml", "checks.yaml", "allergies.yaml"})
    void everyFileOfEvidenceIsNeededAndPartOfTheVersion(String name) throws IOException {
        String before = ModelLoader.load(model, "").version().hash();
        Path file = model.resolve(name);
        String text = Files.readString(file);
        Files.writeString(
                file, text.replaceFirst("title: \"", "title: \"other ").replaceFirst("times: 5", "times: 6"));
        assertThat(ModelLoader.load(model, "").version().hash()).isNotEqualTo(before);
        Files.delete(file);
        assertThatThrownBy(() -> ModelLoader.load(model, ""))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("the file is missing");
    }

    @Test
    void commentsAndLayoutDoNotChangeTheVersion() throws IOException {
        String before = ModelLoader.load(model, "").version().hash();
        Path file = model.resolve("criteria/hiv.yaml");
        Files.writeString(file, "# a remark\n" + Files.readString(file).replace("kind: absolute", "kind: 'absolute'"));
        assertThat(ModelLoader.load(model, "").version().hash()).isEqualTo(before);
    }

    @Test
    void contentChangesTheVersion() throws IOException {
        String before = ModelLoader.load(model, "").version().hash();
        Path file = model.resolve("criteria/pregnancy.yaml");
        Files.writeString(file, Files.readString(file).replace("P300D", "P301D"));
        String after = ModelLoader.load(model, "").version().hash();
        Path group = model.resolve("code-groups/splenectomy.tsv");
        Files.writeString(group, Files.readString(group) + "snomed\t1\tOne more\n");
        assertThat(List.of(before, after, ModelLoader.load(model, "").version().hash()))
                .doesNotHaveDuplicates();
    }
}
