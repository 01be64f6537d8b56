// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.ATC;
import static dev.stemgate.terminology.ShippedLists.CRITERIA;
import static dev.stemgate.terminology.ShippedLists.ICD_10_CM;
import static dev.stemgate.terminology.ShippedLists.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.terminology.Classification.Standing;
import dev.stemgate.terminology.Terminology.Domain;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The site's local map: what it adds, what it must not take away, and what is refused. */
class LocalCodesTest {

    private static final String DRUGS = "http://hospital.example/drugs";
    private static final String HEADER = "system,code,display,domain,criterion,role,class,note\n";

    @TempDir
    static Path model;

    @TempDir
    Path folder;

    @BeforeAll
    static void copyLists() throws IOException {
        SmallLists.copyTo(model);
    }

    @Test
    void aLocalCodeMeansWhatTheSiteSays() throws IOException {
        CodeListTerminology terminology =
                map(DRUGS + ",4711,Hausmarke,drug,recent-cancer-treatment,include,endocrine,by the pharmacy");

        Classification drug = drug(terminology, DRUGS + "/", " 4711 ", "");
        assertThat(drug.standing()).isEqualTo(Standing.CLASSIFIED);
        assertThat(drug.matches()).singleElement().satisfies(match -> {
            assertThat(match.role()).isEqualTo(Role.INCLUDE);
            assertThat(match.classes()).containsExactly("endocrine");
            assertThat(match.basis()).isEqualTo(Match.Basis.CODE);
            assertThat(match.listNote()).isEqualTo("by the pharmacy");
        });
        assertThat(clinical(terminology, DRUGS, "4711").standing())
                .as("a drug code counts as a drug only")
                .isEqualTo(Standing.UNCLASSIFIED);
        assertThat(drug(terminology, DRUGS, "4712", "").standing()).isEqualTo(Standing.UNCLASSIFIED);
    }

    @Test
    void anIrrelevantCodeIsClassified() throws IOException {
        CodeListTerminology terminology = map(DRUGS + ",4712,Meersalz,drug,irrelevant,,,");
        Classification drug = drug(terminology, DRUGS, "4712", "Meersalz Spray");
        assertThat(drug.standing()).isEqualTo(Standing.CLASSIFIED);
        assertThat(drug.matches()).isEmpty();
    }

    @Test
    void aDisplayThatNamesADiseaseIsHeardThoughItsCodeIsIrrelevant() throws IOException {
        CodeListTerminology terminology = map("urn:x,1,Served in armed forces,clinical,irrelevant,,,");
        Classification found = clinical(terminology, "urn:x", "1", "Malignant neoplasm of breast");
        assertThat(found.matches()).extracting(Match::basis).contains(Match.Basis.WORDS);
    }

    @Test
    void severalRowsOfACodeAreSeveralCriteria() throws IOException {
        CodeListTerminology terminology =
                map("urn:x,1,Both,clinical,diabetes,include,,", "urn:x,1,Both,clinical,hiv,signal,,");
        Classification found = clinical(terminology, "urn:x", "1");
        assertThat(role(found, "diabetes")).contains(Role.INCLUDE);
        assertThat(role(found, "hiv")).contains(Role.SIGNAL);
    }

    @Test
    void aSiteAddsToWhatTheListsSay() throws IOException {
        CodeListTerminology terminology = map(
                ICD_10_CM + ",C50.9,Breast,,diabetes,signal,,", "urn:oid:2.16.840.1.113883.6.90,B20,,,hiv,include,,");
        Classification found = clinical(terminology, ICD_10_CM, "c509");
        assertThat(role(found, "active-malignancy")).contains(Role.INCLUDE);
        assertThat(role(found, "diabetes")).contains(Role.SIGNAL);
    }

    @Test
    void aRaisedSignalCountsAsIncluded() throws IOException {
        assertThat(role(drug(map(), ATC, "L01BA01", ""), "recent-cancer-treatment"))
                .contains(Role.SIGNAL);
        Classification raised =
                drug(map(ATC + ",L01BA01,methotrexate,,recent-cancer-treatment,include,,"), ATC, "L01BA01", "");
        assertThat(raised.matches())
                .filteredOn(match -> match.criterion().equals("recent-cancer-treatment"))
                .extracting(Match::role)
                .contains(Role.INCLUDE);
        assertThat(raised.overrides()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ICD_10_CM + ",C50.9,Breast,,irrelevant,,,|include for active-malignancy",
                ICD_10_CM + ",C50.9,Breast,,active-malignancy,exclude,,|include for active-malignancy",
                ICD_10_CM + ",C50.9,Breast,,active-malignancy,signal,,harmless|include for active-malignancy",
                ATC + ",L01BA01,mtx,,recent-cancer-treatment,exclude,,|signal for recent-cancer-treatment",
                ",,Malignant neoplasm of breast,clinical,irrelevant,,,|include for active-malignancy",
                ",,HIV positive,clinical,irrelevant,,,override:|for hiv"
            })
    void aSiteMayNotSilentlyLower(String row, String shipped) {
        assertThatThrownBy(() -> map(row))
                .isInstanceOf(TerminologyFileException.class)
                .hasMessageContaining("site.csv:2: the shipped lists have")
                .hasMessageContaining(shipped)
                .hasMessageContaining("'override:' and the reason");
    }

    @Test
    void anOverrideLowersAndIsKept() throws IOException {
        CodeListTerminology terminology =
                map(ICD_10_CM + ",C50.9,Breast,,irrelevant,,,override: used for screening bookings here");
        Classification found = clinical(terminology, ICD_10_CM, "C50.9");
        assertThat(found.matches()).isEmpty();
        assertThat(found.standing()).isEqualTo(Standing.CLASSIFIED);
        assertThat(found.overrides()).anySatisfy(override -> {
            assertThat(override.criterion()).isEqualTo("active-malignancy");
            assertThat(override.reason()).isEqualTo("used for screening bookings here");
        });
        assertThat(role(clinical(terminology, ICD_10_CM, "C50.8"), "active-malignancy"))
                .as("only the exact code")
                .contains(Role.INCLUDE);
    }

    @Test
    void anOverrideOfOneCriterionLeavesTheOthers() throws IOException {
        CodeListTerminology terminology =
                map(ATC + ",L01BA01,mtx,,recent-cancer-treatment,exclude,,override: rheumatology only");
        Classification found = drug(terminology, ATC, "L01BA01", "");
        assertThat(role(found, "recent-cancer-treatment")).isEmpty();
        assertThat(role(found, "immunosuppressant-therapy")).isPresent();
        assertThat(found.overrides()).hasSize(1);
    }

    @Test
    void aTextIsClassifiedWhateverItsCaseAndPunctuation() throws IOException {
        CodeListTerminology terminology =
                map(",,Kontrolle nach Plan,clinical,irrelevant,,,", ",,Zustand XY,clinical,diabetes,include,,");
        assertThat(text(terminology, "KONTROLLE, nach Plan!").standing()).isEqualTo(Standing.CLASSIFIED);
        Classification raised = text(terminology, "zustand xy");
        assertThat(role(raised, "diabetes")).contains(Role.INCLUDE);
        assertThat(raised.matches()).allMatch(Match::suggestiveOnly);
        assertThat(text(terminology, "Kontrolle").standing()).isEqualTo(Standing.UNCLASSIFIED);
    }

    @Test
    void anIrrelevantTextDoesNotClearAnUnknownCodeBesideIt() throws IOException {
        CodeListTerminology terminology = map(",,Kontrolle nach Plan,clinical,irrelevant,,,");
        Concept both = new Concept(List.of(new Code("urn:x", "9", "Kontrolle nach Plan")), "Kontrolle nach Plan", "");
        assertThat(terminology.classify(both, Domain.CLINICAL).standing()).isEqualTo(Standing.UNCLASSIFIED);
        Concept withoutSystem = Concept.of(new Code("", "9", "Kontrolle nach Plan"));
        assertThat(terminology.classify(withoutSystem, Domain.CLINICAL).standing())
                .isEqualTo(Standing.CLASSIFIED);
    }

    @Test
    void theMapIsPartOfTheContentHashAndItsFormIsNot() throws IOException {
        String without = map().contentHash();
        String with = map(DRUGS + ",1,x,drug,irrelevant,,,", DRUGS + ",2,y,drug,irrelevant,,,")
                .contentHash();
        String reordered = map(DRUGS + ",2,y,drug,irrelevant,,,why", DRUGS + ",1,x,drug,irrelevant,,,")
                .contentHash();
        String changed = map(DRUGS + ",1,x,drug,irrelevant,,,", DRUGS + ",2,y,drug,hiv,signal,,")
                .contentHash();
        assertThat(reordered).isEqualTo(with);
        assertThat(List.of(without, with, changed)).doesNotHaveDuplicates();
        assertThat(CodeListTerminology.read(model, CRITERIA).contentHash())
                .as("an empty map is no map")
                .isEqualTo(without);
    }

    @Test
    void aCriterionOfTheLocalMapHasCodes() throws IOException {
        assertThat(map().criteria()).doesNotContain("age-45-or-over");
        assertThat(map("urn:x,1,Elderly,clinical,age-45-or-over,include,,").criteria())
                .contains("age-45-or-over");
        assertThat(map("urn:x,1,Elderly,clinical,age-45-or-over,exclude,,").criteria())
                .doesNotContain("age-45-or-over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:x,1,x,drug,leprosy,include,,|unknown criterion 'leprosy'",
                "urn:x,1,x,drug,hiv,perhaps,,|unknown role 'perhaps'",
                "urn:x,1,x,drug,hiv,,,|unknown role ''",
                "urn:x,1,x,drug,,include,,|column 'criterion' is empty",
                "urn:x,1,x,drug,irrelevant,include,,|what is irrelevant has no role",
                "urn:x,1,x,pill,hiv,include,,|unknown domain 'pill'",
                "urn:x,1,x,,hiv,include,,|nothing tells whether urn:x|1 is a drug",
                ",,Some text,,hiv,include,,|nothing tells whether the text 'Some text' is a drug",
                ATC + ",J05,x,clinical,hiv,signal,,|codes of this system are drugs",
                ICD_10_CM + ",B20,x,drug,hiv,include,,|codes of this system are never drugs",
                ICD_10_CM + ",B20 C50,x,,hiv,include,,|is more than one code",
                ",1,x,drug,hiv,include,,|the code '1' has no system",
                "urn:x,,x,drug,hiv,include,,|the system has no code",
                ",,???,drug,hiv,include,,|names neither a code nor a text",
                "urn:x,2.81E+14,x,drug,hiv,include,,|a spreadsheet has rounded",
                "urn:x,1,a,b,drug,hiv,include,,|the row has 9 columns and the header 8",
                "urn:x,1,\"x\"y,drug,hiv,include,,|a quotation mark is not closed or stands in the wrong place",
                "urn:x,1,\"x,drug,hiv,include,,|a quotation mark is not closed or stands in the wrong place",
                ",,unknown,clinical,irrelevant,,,|speaks of the record and not of the patient"
            })
    void aBadRowIsRefusedWithFileLineAndRemedy(String cells) {
        int at = cells.indexOf('|');
        String row = cells.substring(0, at);
        assertThatThrownBy(() -> map("urn:ok,1,fine,drug,irrelevant,,,", row))
                .isInstanceOfSatisfying(TerminologyFileException.class, problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.file()).endsWith("site.csv");
                })
                .hasMessageContaining("site.csv:3: ")
                .hasMessageContaining(cells.substring(at + 1))
                .hasMessageContaining("; ");
    }

    @Test
    void contradictingRowsAreRefusedAlsoAcrossFiles() throws IOException {
        Files.writeString(folder.resolve("a.csv"), HEADER + "urn:x,1,x,drug,hiv,include,,\n");
        assertThatThrownBy(() -> map("urn:x,1,x,drug,hiv,signal,,"))
                .hasMessageContaining("site.csv:2: urn:x|1 is signal for hiv but was include for hiv in a.csv:2");
        assertThatThrownBy(() -> map("urn:x/,1,x,drug,irrelevant,,,"))
                .hasMessageContaining("is irrelevant but was include for hiv in a.csv:2")
                .hasMessageContaining("keep one of the two rows");
        assertThat(map("urn:x,1,another name,drug,hiv,include,,").localRows()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "system,code,display,criterion|column 'role' is missing",
                "system,code,display,criterion,role,colour|unknown column 'colour'",
                "system,code,display,criterion,role,role|column 'role' stands twice",
                "system;code;display;criterion;role|separated by semicolons; save the file with commas"
            })
    void aWrongHeaderIsRefused(String header, String problem) throws IOException {
        Files.writeString(folder.resolve("site.csv"), header + "\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(TerminologyFileException.class)
                .hasMessageContaining("site.csv:1: ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-16LE", "UTF-16"})
    void anotherEncodingThanUtf8IsRefused(String charset) throws IOException {
        Files.writeString(
                folder.resolve("site.csv"),
                HEADER + "urn:x,1,Müdigkeit,clinical,irrelevant,,,\n",
                Charset.forName(charset));
        assertThatThrownBy(this::read)
                .isInstanceOf(TerminologyFileException.class)
                .hasMessageContaining("the file is not UTF-8")
                .hasMessageContaining("CSV UTF-8");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("site.csv"), "\n");
        assertThatThrownBy(this::read).hasMessageContaining("the file has no header");
    }

    @Test
    void byteOrderMarkLineEndsQuotesAndBlankRowsAreAccepted() throws IOException {
        Files.writeString(
                folder.resolve("Site.CSV"),
                "\uFEFFrole, criterion,display,code,system,domain\r\n\r\n,,,,,\r\n"
                        + "include,diabetes,\"a \"\"b\"\",\nc\",1,urn:x,clinical\r\n",
                StandardCharsets.UTF_8);
        assertThat(read().localRows()).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(4);
            assertThat(row.code().display()).isEqualTo("a \"b\",\nc");
        });
    }

    @Test
    void theExampleIsSoundAndNotRead() throws IOException {
        assertThat(CodeListTerminology.read(ShippedLists.MODEL, CRITERIA).localRows())
                .isEmpty();
        Files.copy(ShippedLists.MODEL.resolve("local-codes/example.csv.txt"), folder.resolve("example.csv"));
        assertThat(read().localRows()).hasSize(4);
    }

    private CodeListTerminology map(String... rows) throws IOException {
        Files.writeString(folder.resolve("site.csv"), HEADER + String.join("\n", rows) + "\n");
        return read();
    }

    private CodeListTerminology read() {
        return CodeListTerminology.read(model, CRITERIA, List.of(folder));
    }

    private static Classification clinical(CodeListTerminology terminology, String system, String code) {
        return clinical(terminology, system, code, "");
    }

    private static Classification clinical(
            CodeListTerminology terminology, String system, String code, String display) {
        return terminology.classify(Concept.of(new Code(system, code, display)), Domain.CLINICAL);
    }

    private static Classification drug(CodeListTerminology terminology, String system, String code, String display) {
        return terminology.classify(Concept.of(new Code(system, code, display)), Domain.DRUG);
    }

    private static Classification text(CodeListTerminology terminology, String text) {
        return terminology.classify(Concept.text(text), Domain.CLINICAL);
    }
}
