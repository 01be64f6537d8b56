// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The measured table of {@code docs/words.md}. Run with {@code -Dstemgate.words=write} to make the page again after a change of
 * the words or the lists; read what changed before it is committed.
 */
class WordPageTest {

    private static final Path PAGE = Path.of("docs/words.md");

    private static WordMeasurement measurement;

    @BeforeAll
    static void measure() {
        measurement = WordMeasurement.take();
    }

    @Test
    void thePageIsWhatIsMeasured() throws IOException {
        String page = WordPage.of(measurement);
        if ("write".equals(System.getProperty("stemgate.words"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/words.md is older than the words or the lists; make it again with "
                        + "mvn -o test -Dtest=WordPageTest -Dstemgate.words=write and read what changed")
                .content()
                .isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "active-malignancy",
                "recent-cancer-treatment",
                "pregnancy",
                "breastfeeding",
                "hiv",
                "immunodeficiency",
                "unstable-mental-state",
                "acute-inflammation",
                "chronic-exacerbation",
                "coagulation-disorder"
            })
    void wordsFindAnAbsoluteCriterion(String criterion) {
        WordMeasurement.Counts counts = measurement.words(criterion, Terminology.Domain.CLINICAL);

        assertThat(counts.recall()).isGreaterThanOrEqualTo(0.85);
        assertThat(counts.precision()).isGreaterThanOrEqualTo(0.80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "advanced-degenerative-disease",
                "alcohol-use",
                "autoimmune-disease",
                "cardiovascular-disease",
                "chronic-infection",
                "cns-target-disease",
                "diabetes",
                "genetic-disorder",
                "hypersensitivity",
                "nonadherence",
                "premalignant-or-uncertain-neoplasm",
                "prior-transplant",
                "substance-use",
                "tobacco-use"
            })
    void wordsFindARiskCriterion(String criterion) {
        WordMeasurement.Counts counts = measurement.words(criterion, Terminology.Domain.CLINICAL);

        assertThat(counts.recall()).isGreaterThanOrEqualTo(0.75);
        assertThat(counts.precision()).isGreaterThanOrEqualTo(0.70);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recent-cancer-treatment",
                "hiv",
                "immunosuppressant-therapy",
                "antithrombotic-therapy",
                "unstable-mental-state",
                "diabetes"
            })
    void namesFindADrug(String criterion) {
        assertThat(measurement.words(criterion, Terminology.Domain.DRUG).recall())
                .isGreaterThanOrEqualTo(0.90);
    }
}
