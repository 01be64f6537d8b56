// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.ToldRecords;
import dev.stemgate.intake.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the FHIR format tells of files, good and bad (HARD-CASES, Bundles and transport). */
class FhirFormatTest {

    private static final Path SAMPLES = Path.of("src/test/resources/intake");
    private static final String CONDITION =
            "{\"resourceType\":\"Condition\",\"id\":\"%s\",\"subject\":{\"reference\":\"Patient/%s\"}}";

    private final FhirFormat format = new FhirFormat();

    private static String condition(String id, String patient) {
        return CONDITION.formatted(id, patient);
    }

    private ToldRecords told(String name, String content) {
        return ToldRecords.of(format, name, content);
    }

    private ToldRecords sample(String name) throws IOException {
        try (InputStream file = Files.newInputStream(SAMPLES.resolve(name));
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return ToldRecords.of(format, name, in, ToldRecords.source());
        }
    }

    private static String bundle(String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(String resource) {
        return "{\"resource\":" + resource + "}";
    }

    @Test
    void ndjsonKeepsLineNumbersOverMarksBlankLinesAndCarriageReturns() {
        ToldRecords told = told(
                "a.ndjson",
                "\uFEFF" + condition("1", "p") + "\r\n\r\n  \n" + condition("2", "p") + "\n" + condition("3", "p"));
        assertThat(told.places()).containsExactly("a.ndjson:1", "a.ndjson:4", "a.ndjson:5");
        assertThat(told.keys()).containsExactly("Condition/1", "Condition/2", "Condition/3");
        assertThat(told.units()).isEqualTo(3);
    }

    @Test
    void ndjsonIsToldByItsSecondLineWhateverTheNameSays() {
        assertThat(told("a.json", condition("1", "p") + "\n" + condition("2", "p")).records)
                .hasSize(2);
    }

    @Test
    void oneBadLineCostsOnlyItself() {
        ToldRecords told = told(
                "a.ndjson",
                String.join(
                        "\n",
                        condition("1", "p"),
                        "{\"resourceType\":\"Condition\",\"id\":\"2\"",
                        "nonsense",
                        "[1]",
                        condition("5", "p")));
        assertThat(told.records).extracting(record -> record.place().number()).contains(1L, 5L);
        assertThat(told.units()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "ISO-8859-1", "UTF-16LE"})
    void aLineInAnotherCharacterSetCostsOnlyItself(String charset) throws IOException {
        java.io.ByteArrayOutputStream file = new java.io.ByteArrayOutputStream();
        file.write((condition("1", "p") + "\n").getBytes(StandardCharsets.UTF_8));
        String text = "{\"resourceType\":\"Condition\",\"id\":\"2\",\"subject\":{\"reference\":\"Patient/p\"},"
                + "\"code\":{\"text\":\"表 é\"}}";
        file.write(text.getBytes(Charset.forName(charset)));
        file.write("\n".getBytes(StandardCharsets.UTF_8));
        file.write((condition("3", "p") + "\n").getBytes(StandardCharsets.UTF_8));
        ToldRecords told = ToldRecords.of(format, "a.ndjson", file.toByteArray(), ToldRecords.source());
        assertThat(told.places()).contains("a.ndjson:1", "a.ndjson:3");
    }

    @Test
    void aBundleIsToldEntryByEntryWhereverItsTypeStands() {
        String entries = "\"entry\":[" + entry(condition("1", "p")) + "," + condition("2", "p") + "]";
        for (String file : List.of(
                "{\"resourceType\":\"Bundle\"," + entries + "}",
                "{" + entries + ",\"type\":\"collection\",\"resourceType\":\"Bundle\"}",
                "{ \n \"resourceType\" : \"Bundle\" ,\n" + entries + "\n}\n")) {
            ToldRecords told = told("b.json", file);
            assertThat(told.places()).containsExactly("b.json:1", "b.json:2");
            assertThat(told.refused).isEmpty();
        }
    }

    @Test
    void aBundleThatBreaksOffKeepsWhatStoodBefore() {
        String whole = bundle(entry(condition("1", "p")), entry(condition("2", "p")), entry(condition("3", "p")));
        for (int cut = whole.indexOf("\"3\""); cut < whole.length(); cut++) {
            ToldRecords told = told("b.json", whole.substring(0, cut));
            assertThat(told.places()).as("cut at " + cut).startsWith("b.json:1", "b.json:2");
            assertThat(told.refused).as("cut at " + cut).isNotEmpty();
        }
    }

    @Test
    void whatFollowsABundleOrARecordIsSaid() {
        assertThat(told("b.json", bundle(entry(condition("1", "p"))) + " x").refused)
                .hasSize(1);
        ToldRecords single = told("c.json", condition("1", "p") + " x");
        assertThat(single.records).isEmpty();
        assertThat(single.refused).hasSize(1);
    }

    @Test
    void aTransactionIsReadAsDataAndItsDeletesAreReported() {
        ToldRecords told = told(
                "t.json",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                        + "{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition/9\"}},"
                        + "{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition?code=1\"}},"
                        + "{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/9\"}},"
                        + "{\"request\":{\"method\":\"GET\",\"url\":\"Condition?x=1\"}},"
                        + "{\"resource\":{\"resourceType\":\"Binary\"},\"request\":{\"method\":\"PATCH\",\"url\":\"Condition/1\"}},"
                        + "{\"resource\":" + condition("1", "p")
                        + ",\"request\":{\"method\":\"PUT\",\"url\":\"Condition?identifier=1\"}}]}");
        assertThat(told.withdrawn).containsExactly("Condition/9");
        assertThat(told.refusedPlaces()).containsExactly("t.json:2", "t.json:5");
        assertThat(told.irrelevant).hasSize(2);
        assertThat(told.keys()).containsExactly("Condition/1");
    }

    @Test
    void aHistoryTellsTheNewestVersionOfEach() {
        ToldRecords told = told(
                "h.json",
                "{\"resourceType\":\"Bundle\",\"type\":\"history\",\"entry\":["
                        + "{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition/1\"}},"
                        + "{\"resource\":" + condition("1", "p")
                        + ",\"request\":{\"method\":\"PUT\",\"url\":\"Condition/1\"}},"
                        + "{\"resource\":" + condition("2", "p")
                        + ",\"request\":{\"method\":\"PUT\",\"url\":\"Condition/2\"}}]}");
        assertThat(told.withdrawn).containsExactly("Condition/1");
        assertThat(told.keys()).containsExactly("Condition/2");
        assertThat(told.irrelevant).hasSize(1);
    }

    @Test
    void subjectsAreFoundByReferenceByIdentifierAndInsideTheRecord() {
        ToldRecords told = told(
                "s.ndjson",
                String.join(
                        "\n",
                        "{\"resourceType\":\"Condition\",\"id\":\"1\",\"subject\":{\"identifier\":{\"system\":\"s\",\"value\":\"7\"}}}",
                        "{\"resourceType\":\"Condition\",\"id\":\"2\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\","
                                + "\"birthDate\":\"1980\",\"identifier\":[{\"system\":\"s\",\"value\":\"8\"}]}],"
                                + "\"subject\":{\"reference\":\"#p\"}}",
                        "{\"resourceType\":\"Condition\",\"id\":\"3\",\"subject\":{\"display\":\"Someone\"}}",
                        "{\"resourceType\":\"Condition\",\"id\":\"4\",\"subject\":{\"reference\":\"Group/1\"}}",
                        "{\"resourceType\":\"Condition\",\"id\":\"5\",\"subject\":{\"identifier\":{\"value\":\"7\"}}}"));
        assertThat(told.records.get(0).subject().identifiers()).containsExactly(new PatientIdentifier("s", "7"));
        assertThat(told.records.get(1).subject().identifiers()).containsExactly(new PatientIdentifier("s", "8"));
        assertThat(told.records.get(1).subject().birthDate()).isEqualTo("1980");
        assertThat(told.records.subList(2, 5))
                .allSatisfy(record -> assertThat(record.subject().isNobody()).isTrue());
    }

    @Test
    void oneBareIdOnTwoServersStaysTwoPatients() {
        ToldRecords told = told(
                "b.json",
                bundle(
                        "{\"fullUrl\":\"http://a.example/fhir/Condition/1\",\"resource\":" + condition("1", "p") + "}",
                        "{\"fullUrl\":\"http://b.example/fhir/Condition/2\",\"resource\":" + condition("2", "p")
                                + "}"));
        assertThat(told.records)
                .extracting(record -> record.subject().localId())
                .containsExactly("http://a.example/fhir/Patient/p", "http://b.example/fhir/Patient/p");
    }

    @Test
    void limitsCostOneEntryAndNotTheFile() {
        Limits limits = new Limits(2000, 500, 20);
        String deep = "{\"resourceType\":\"Condition\",\"x\":" + "[".repeat(30) + "]".repeat(30) + "}";
        String longText = "{\"resourceType\":\"Condition\",\"x\":\"" + "y".repeat(600) + "\"}";
        String longEntry = "{\"resourceType\":\"Condition\",\"x\":[" + "1,".repeat(2000) + "1]}";
        List<String> bad = List.of(deep, longText, longEntry);
        for (String entry : bad) {
            String lines = condition("1", "p") + "\n" + entry + "\n" + condition("3", "p");
            String bundle = bundle(entry(condition("1", "p")), entry(entry), entry(condition("3", "p")));
            for (ToldRecords told : List.of(
                    ToldRecords.of(format, "a.ndjson", lines.getBytes(), ToldRecords.source(limits, Optional.empty())),
                    ToldRecords.of(
                            format, "a.json", bundle.getBytes(), ToldRecords.source(limits, Optional.empty())))) {
                assertThat(told.keys()).containsExactly("Condition/1", "Condition/3");
                assertThat(told.refused).hasSize(1);
            }
        }
    }

    @Test
    void filesOfNoFormatAreRefusedAsAWhole() {
        for (String content :
                List.of("", "  \n", "hello", "{}", "<html/>", "<Bundle xmlns=\"http://hl7.org/fhir\"", "[]")) {
            assertThatThrownBy(() -> {
                        if (told("a.json", content).refused.isEmpty()) {
                            return;
                        }
                        throw new UnreadableFileException("refused");
                    })
                    .as(content)
                    .isInstanceOf(UnreadableFileException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Bundle [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Bundle xmlns=\"http://hl7.org/fhir\">&e;</Bundle>",
                "<!DOCTYPE Bundle SYSTEM \"http://127.0.0.1:9/x.dtd\"><Bundle xmlns=\"http://hl7.org/fhir\"/>",
                "<!DOCTYPE Bundle [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]><Bundle xmlns=\"http://hl7.org/fhir\"/>"
            })
    void entitiesAreNeverResolved(String xml) {
        assertThatThrownBy(() -> told("x.xml", xml)).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void theInternationalPatientSummaryIsTheSameInJsonAndXml() throws IOException {
        ToldRecords json = sample("IPS-bundle-01.json");
        ToldRecords xml = sample("IPS-bundle-01.xml");
        assertThat(json.units()).isEqualTo(xml.units());
        assertThat(xml.keys()).containsExactlyElementsOf(json.keys());
        assertThat(json.keys()).filteredOn(key -> key.startsWith("Condition/")).hasSize(2);
        assertThat(json.records)
                .filteredOn(record -> !record.resource().type().matches("Patient|Medication"))
                .extracting(record -> record.subject().localId())
                .containsOnly("2b90dd2b-2dab-4c75-9bb9-a355e07401e8");
        assertThat(json.described)
                .extracting(subject -> subject.localId())
                .contains("urn:uuid:2b90dd2b-2dab-4c75-9bb9-a355e07401e8");
    }

    @Test
    void aSyntheaTransactionIsReadWhole() throws IOException {
        ToldRecords told = sample("synthea-transaction.json.gz");
        assertThat(told.units()).isEqualTo(165);
        assertThat(told.refused).isEmpty();
        assertThat(told.keys()).filteredOn(key -> key.startsWith("Condition/")).hasSize(16);
    }

    @Test
    void thePublishedBundlesAreReadToTheirLastEntry() throws IOException {
        assertThat(sample("bundle-example.json").units()).isEqualTo(2);
        assertThat(sample("bundle-transaction.json").units()).isEqualTo(10);
        assertThat(sample("bundle-response.json").units()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aVeryLongBundleIsReadWithoutHoldingIt() {
        InputStream start = new ByteArrayInputStream("{\"resourceType\":\"Bundle\",\"entry\":[".getBytes());
        byte[] one = (entry("{\"resourceType\":\"Encounter\",\"x\":\"" + "y".repeat(500) + "\"}") + ",").getBytes();
        InputStream many =
                new java.io.SequenceInputStream(Collections.enumeration(Collections.nCopies(20_000, one).stream()
                        .map(ByteArrayInputStream::new)
                        .toList()));
        InputStream end = new ByteArrayInputStream((entry(condition("1", "p")) + "]}").getBytes());
        ToldRecords told = ToldRecords.of(
                format,
                "long.json",
                new java.io.SequenceInputStream(Collections.enumeration(List.of(start, many, end))),
                ToldRecords.source());
        assertThat(told.places()).containsExactly("long.json:20001");
    }

    @Test
    void anEmptyBundleInALineIsOneUnitAndAListIsNoBundle() {
        ToldRecords told = told(
                "a.ndjson",
                "{\"resourceType\":\"Bundle\",\"entry\":[]}\n{\"entry\":[],\"resourceType\":\"List\"}\n"
                        + condition("3", "p"));
        assertThat(told.units()).isEqualTo(3);
        assertThat(told.places()).containsExactly("a.ndjson:3");
    }

    @Test
    void formerVersionsOfFhirAreSaid() {
        List<Refusal> refused = told("a.json", "{\"resourceType\":\"MedicationOrder\",\"id\":\"1\"}").refused;
        assertThat(refused)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason().code()).isEqualTo("wrong-version"));
    }

    @Test
    void recordsSayNothingOfAPatientInTheirText() {
        IntakeRecord record = told("a.json", condition("1", "canary")).records.get(0);
        assertThat(record.toString() + record.subject() + record.original()).doesNotContain("canary");
    }
}
