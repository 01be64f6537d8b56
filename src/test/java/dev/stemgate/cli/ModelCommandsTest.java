// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code model check}, {@code model docs} and {@code model diff}, as their user calls them. */
class ModelCommandsTest {

    private static final Path SHIPPED = Path.of("model");

    @TempDir
    Path folder;

    private record Answer(int code, String out, String err) {}

    @Test
    void theShippedModelHasNothingToMend() {
        Answer answer = call("model", "check");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("nothing to mend")
                .contains("34 criteria")
                .contains("cases");
        assertThat(answer.code()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "irrelevant code that is listed|code-lists/irrelevant.tsv|snomed\tcondition\t44054006\tDiabetes mellitus type 2|code-list|44054006 is irrelevant here and",
                "prefix that no code can have|code-lists/icd10.tsv|hiv\tinclude\t1B2\t\t\ticd-10|code-list|no code of this system begins with '1B2'",
                "code of a group that no list knows|code-groups/splenectomy.tsv|snomed\t224355006\tServed in armed forces|code-group|knows 224355006",
                "code in two roles|code-lists/snomed.tsv|hiv\texclude\tcondition\t86406008\tHIV infection\t\t\tx|unreadable|keep one of the two rows",
            })
    void saysWhatIsWrongWithALine(String name, String file, String line, String kind, String words) throws IOException {
        Path model = copy("model");
        Path changed = model.resolve(file);
        String text = Files.readString(changed);
        Files.writeString(changed, (text.endsWith("\n") ? "" : "\n") + line + "\n", StandardOpenOption.APPEND);
        Answer answer = call("model", "check", "--model", model.toString());
        assertThat(answer.out())
                .contains(kind + "  ")
                .contains(words)
                .contains(changed.getFileName().toString());
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithEveryFileAtOnce() throws IOException {
        Path model = copy("model");
        replace(model.resolve("criteria/hiv.yaml"), "role: include", "roll: include");
        replace(model.resolve("criteria/diabetes.yaml"), "kind: risk-safety", "kind: risky");
        Answer answer = call("model", "check", "--model", model.toString(), "--json");
        assertThat(answer.out().lines())
                .anyMatch(
                        line -> line.contains("\"unreadable\"") && line.contains("hiv.yaml:") && line.contains("roll"))
                .anyMatch(line ->
                        line.contains("\"unreadable\"") && line.contains("diabetes.yaml:") && line.contains("risky"))
                .anyMatch(line -> line.contains("\"schema\"") && line.contains("hiv.yaml"));
        assertThat(answer.err()).contains("it cannot be loaded");
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void saysWhichCriterionHasNoCase() throws IOException {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        Answer answer = call("model", "check", "--cases", cases.toString());
        assertThat(answer.out()).contains("no-cases  ").contains("hiv.yaml: no case is about it");
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void aFolderOfCasesThatIsNotThereIsAUsageError() {
        Answer answer = call("model", "check", "--cases", folder.resolve("none").toString());
        assertThat(answer.err()).contains("there is no such folder of cases");
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void thePublishedPageIsWhatTheDataSays() throws IOException {
        Path published = Path.of("docs/model.md");
        Path page = folder.resolve("sub/model.md");
        assertThat(call("model", "docs", "--out", page.toString()).code()).isZero();
        assertThat(Files.readString(published))
                .as("run './stemgate model docs' after a change of model/")
                .isEqualTo(Files.readString(page));
    }

    @Test
    void theSameModelChangesNobody() throws IOException {
        Path population = population();
        Answer answer = diff(SHIPPED, population);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("0 of 2 patients change");
        assertThat(answer.code()).isZero();
    }

    @Test
    void aShorterWindowChangesOnePatientAndSaysWhy() throws IOException {
        Path model = copy("new");
        replace(model.resolve("criteria/pregnancy.yaml"), "within: P300D", "within: P30D");
        Answer answer = diff(model, population());
        assertThat(answer.out())
                .contains("mother  contraindicated -> indeterminate")
                .contains("pregnancy: present -> ")
                .contains("Condition/c1")
                .doesNotContain("\nother  ");
        assertThat(answer.err()).contains("1 of 2 patients change").contains("Outcomes before: ");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void aDifferenceIsOneJsonObjectAPatient() throws IOException {
        Path model = copy("new");
        replace(model.resolve("criteria/pregnancy.yaml"), "within: P300D", "within: P30D");
        Answer answer = call(
                "model",
                "diff",
                SHIPPED.toString(),
                model.toString(),
                "--population",
                population().toString(),
                "--as-of",
                "2026-01-01",
                "--json");
        assertThat(answer.out().lines()).hasSize(1).first().asString().startsWith("{\"patient\":\"mother\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "broken.ndjson|{\"resourceType\":\"Patient\",\"id\":\"p\"}~{\"resourceType\"|broken.ndjson:2: the line is no JSON",
                "empty.ndjson|~|there is no Patient",
                "stray.ndjson|{\"resourceType\":\"Patient\",\"id\":\"p\"}~{\"resourceType\":\"Condition\",\"id\":\"c\",\"subject\":{\"reference\":\"Patient/q\"}}|Condition/c belongs to no Patient",
                "x.json|[1,2]|it is no FHIR resource",
                "twice.ndjson|{\"resourceType\":\"Patient\",\"id\":\"p\"}~{\"resourceType\":\"Patient\",\"id\":\"p\"}|twice.ndjson:2: the id of this Patient stands in the folder twice",
                "more.ndjson|{\"resourceType\":\"Patient\",\"id\":\"p\"} {}|more.ndjson:1: the line is no JSON",
                "double.ndjson|{\"resourceType\":\"Patient\",\"id\":\"p\",\"id\":\"q\"}|double.ndjson:1: the line is no JSON",
                "hole.json|{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"urn:x\"}]}|an entry holds none",
            })
    void aPopulationThatCannotBeReadIsNamed(String file, String content, String words) throws IOException {
        Path population = Files.createDirectories(folder.resolve("population"));
        Files.writeString(population.resolve(file), content.replace('~', '\n'));
        Answer answer = diff(SHIPPED, population);
        assertThat(answer.err()).contains(words);
        assertThat(answer.code()).isEqualTo(3);
    }

    private Answer diff(Path model, Path population) {
        return call(
                "model",
                "diff",
                SHIPPED.toString(),
                model.toString(),
                "--population",
                population.toString(),
                "--as-of",
                "2026-01-01");
    }

    /** A mother in a Bundle with urn:uuid references, and another patient in NDJSON. */
    private Path population() throws IOException {
        Path population = Files.createDirectories(folder.resolve("population"));
        Files.writeString(
                population.resolve("mother.json"),
                """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:11111111-1111-4111-8111-111111111111","resource":{"resourceType":"Patient","id":"mother",
                  "gender":"female","birthDate":"1996-05-05"}},
                 {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Condition","id":"c1",
                  "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
                  "code":{"coding":[{"system":"http://snomed.info/sct","code":"77386006","display":"Pregnant"}]},
                  "subject":{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"},"onsetDateTime":"2025-10-01"}}]}
                """);
        Files.writeString(
                population.resolve("Patient.ndjson"),
                """
                {"resourceType":"Patient","id":"other","gender":"male","birthDate":"1996-05-05"}
                """);
        Files.writeString(
                population.resolve("Condition.ndjson"),
                """
                {"resourceType":"Condition","id":"c2","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"E11.9"}]},"subject":{"reference":"Patient/other"}}
                """);
        return population;
    }

    private Path copy(String name) throws IOException {
        Path model = folder.resolve(name);
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Path to = model.resolve(SHIPPED.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return model;
    }

    private static void replace(Path file, String text, String by) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(text);
        Files.writeString(file, content.replace(text, by));
    }

    private static Answer call(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Answer(code, out.toString(), err.toString());
    }
}
