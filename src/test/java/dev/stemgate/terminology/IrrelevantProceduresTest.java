// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.clinical;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.terminology.Classification.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acts that by their plain display are evidence of nothing, and those that nobody has decided on. */
class IrrelevantProceduresTest {

    private static final Path MODEL = Path.of("model");
    private static final Path README = MODEL.resolve("code-lists/README.md");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "241046008",
                "454711000124102",
                "167271000",
                "68254000",
                "19490002",
                "1225002",
                "60027007",
                "74016001",
                "168594001",
                "268425006",
                "19589009",
                "409066002"
            })
    void anActThatIsEvidenceOfNothingIsKnownAndItsSourceNamed(String code) throws IOException {
        Classification found = clinical(SNOMED, code);

        assertThat(found.standing()).isEqualTo(Standing.CLASSIFIED);
        assertThat(found.matches()).isEmpty();
        assertThat(Files.readString(README)).contains("| " + code + " |");
    }

    /** A nursing facility may mean frailty; imaging of the trunk may look for a tumour; a birth may mean breastfeeding; the rest, an organ. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "449381000124108",
                "418023006",
                "16335031000119103",
                "426701000119108",
                "452331000124102",
                "65588006",
                "66348005",
                "105376000",
                "709979004",
                "725351001",
                "69031006"
            })
    void whatMayBeEvidenceIsLeftToTheSite(String code) {
        assertThat(clinical(SNOMED, code).standing()).isEqualTo(Standing.UNCLASSIFIED);
    }

    @Test
    void everyIrrelevantCodeStandsOnceHasADisplayAndBearsOnNoCriterion() throws IOException {
        List<String[]> rows = Files.readAllLines(MODEL.resolve("code-lists/irrelevant.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).hasSize(4);
            assertThat(row[3]).isNotBlank();
        });
        assertThat(rows.stream().map(row -> row[0] + " " + row[2])).doesNotHaveDuplicates();
        assertThat(CodeListCheck.problems(MODEL)).isEmpty();
    }
}
