// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.CRITERIA;
import static dev.stemgate.terminology.ShippedLists.MODEL;
import static dev.stemgate.terminology.ShippedLists.TERMINOLOGY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminologyFilesTest {

    @TempDir
    Path model;

    @BeforeEach
    void copySmallLists() throws IOException {
        try (Stream<Path> files = Files.walk(MODEL)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tsv"))
                    .filter(path -> !path.endsWith("hierarchy.tsv"))
                    .toList()) {
                Path copy = model.resolve(MODEL.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                List<String> lines = Files.readAllLines(file);
                boolean small = lines.size() > 2000;
                Files.write(copy, small ? lines.subList(0, 20) : lines);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code-lists/atc.tsv|hiv,perhaps,J05AX,,x|unknown role 'perhaps'",
                "code-lists/atc.tsv|leprosy,signal,J05AX,,x|unknown criterion 'leprosy'",
                "code-lists/atc.tsv|hiv,signal,J05AX,,x,more|the row has 6 columns",
                "code-lists/icd10.tsv|hiv,signal,B2..C500,,x,icd-10|neither a prefix nor a range",
                "code-lists/icd10.tsv|hiv,signal,B25,,x,icd-12|unknown code system 'icd-12'",
                "code-lists/icd10.tsv|active-malignancy,signal,D3A,,x,icd-10|but was EXCLUDE in icd10.tsv:",
                "code-lists/icd10.tsv|hiv,signal,,,x,icd-10|column 'prefix_or_range' is empty",
                "code-lists/snomed.tsv|hiv,signal,organ,1,x,,,y|unknown kind 'organ'",
                "code-lists/irrelevant.tsv|cpt,condition,1,x|unknown code system 'cpt'",
                "code-lists/aliases.tsv|urn:x,icd-12,me|unknown code system 'icd-12'",
                "code-lists/aliases.tsv|http://loinc.org/,snomed,me|already means loinc",
                "code-lists/statements.tsv|snomed,1,x,maybe,both,me|'maybe' is unknown",
                "words/words.tsv|hiv,signal,,clinical,never,hiv,x,me|unknown context 'never'",
                "words/words.tsv|hiv,signal,,clinical,plain,*,x,me|holds a pattern without a word",
                "words/words.tsv|hiv,signal,,clinical,plain,*hi,x,me|is too short",
                "words/words.tsv|hiv,signal,,clinical,plain,@nobody,x,me|no group @nobody",
                "words/words.tsv|hiv,signal,,clinical,plain,hiv,x,|column 'source' is empty",
                "words/words.tsv|hiv,signal,,clinical,family,hiv,x,me|unknown context 'family'",
                "words/groups.tsv|hiv,hiv,|column 'source' is empty",
                "words/context.tsv|maybe,doubtful,after,3,me|unknown context 'doubtful'",
                "words/context.tsv|maybe,negated,after,far,me|is no number of words",
                "words/synonyms.tsv|skin,heart,me|already stands in group",
                "words/drug-words.tsv|colour,red,me|'colour' is unknown"
            })
    void aBadRowIsRefusedWithFileAndLine(String file, String row, String problem) throws IOException {
        Path path = model.resolve(file);
        int line = Files.readAllLines(path).size() + 1;
        Files.writeString(
                path,
                (Files.readString(path).endsWith("\n") ? "" : "\n") + row.replace(',', '\t') + "\n",
                java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> CodeListTerminology.read(model, CRITERIA))
                .isInstanceOfSatisfying(TerminologyFileException.class, failure -> {
                    assertThat(failure.line()).isEqualTo(line);
                    assertThat(failure.file()).isEqualTo(path.toString());
                })
                .hasMessageContaining(path + ":" + line + ": ")
                .hasMessageContaining(problem)
                .hasMessageContaining("; ");
    }

    @Test
    void anUnknownColumnIsRefused() throws IOException {
        Files.writeString(model.resolve("code-lists/atc.tsv"), "criterion\trole\tprefix\tclass\tcolour\n");

        assertThatThrownBy(() -> CodeListTerminology.read(model, CRITERIA))
                .isInstanceOf(TerminologyFileException.class)
                .hasMessageContaining("atc.tsv:1: unknown column 'colour'");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(model.resolve("words/words.tsv"));

        assertThatThrownBy(() -> CodeListTerminology.read(model, CRITERIA))
                .isInstanceOf(TerminologyFileException.class)
                .hasMessageContaining("words.tsv");
    }

    @Test
    void theHashFollowsTheContentAndNotTheForm() throws IOException {
        String before = CodeListTerminology.read(model, CRITERIA).contentHash();
        Path atc = model.resolve("code-lists/atc.tsv");
        Files.writeString(atc, "# a comment\r\n" + Files.readString(atc).replace("\n", "\r\n") + "\r\n");
        assertThat(CodeListTerminology.read(model, CRITERIA).contentHash()).isEqualTo(before);

        Files.writeString(atc, Files.readString(atc).stripTrailing() + "\nhiv\tsignal\tJ99\t\tnew\n");
        assertThat(CodeListTerminology.read(model, CRITERIA).contentHash()).isNotEqualTo(before);
        assertThat(before).matches("[0-9a-f]{64}");
    }

    @Test
    void theListsNameTheirCriteriaAndDisplays() {
        assertThat(TERMINOLOGY.criteria())
                .contains("active-malignancy", "hiv", "diabetes", "frailty", "complex-history")
                .doesNotContain("age-45-or-over");
        assertThat(Set.copyOf(TERMINOLOGY.criteria())).isSubsetOf(CRITERIA);
        assertThat(TERMINOLOGY.knownDisplays(Terminology.Domain.CLINICAL))
                .contains("malignant neoplasm of breast disorder");
    }

    @Test
    void loadingIsTimed() {
        long start = System.nanoTime();
        CodeListTerminology.read(MODEL, CRITERIA);
        System.out.printf("terminology loaded in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }
}
