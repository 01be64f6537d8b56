// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.CONFIRMED;
import static dev.stemgate.route.Chart.chart;
import static dev.stemgate.route.Chart.condition;
import static dev.stemgate.route.Chart.snomed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard cases, "Dates": what arrives, and what the shipped model makes of it, one method a case. */
class HardDateCasesTest {

    private static final String CANCER = snomed("254837009", "Malignant neoplasm of breast (disorder)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'onsetDateTime':'2025-12-01T10:00:00+02:00' | PRESENT",
                "'onsetDateTime':'2025-12-01T10:00:00Z' | PRESENT",
                "'onsetDateTime':'2025-12-01T10:00:00' | PRESENT",
                "'onsetDateTime':'2025' | POSSIBLE",
                "'onsetDateTime':'2019-04' | POSSIBLE",
                "'onsetString':'approximately November 2012' | POSSIBLE",
                "'onsetAge':{'value':35,'unit':'years','system':'http://unitsofmeasure.org','code':'a'} | POSSIBLE",
                "'onsetPeriod':{'start':'2025-12-01'} | PRESENT",
                "'onsetPeriod':{'start':'2025-11-01','end':'2025-11-20'} | POSSIBLE",
                "'onsetRange':{'low':{'value':20,'unit':'years'},'high':{'value':35,'unit':'years'}} | POSSIBLE"
            })
    void onsetsOfEveryTypeAreRead(String onset, Finding finding) {
        assertThat(chart().conditions(
                                condition("c", snomed("233604007", "Pneumonia (disorder)"), CONFIRMED + "," + onset))
                        .finding("acute-inflammation"))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'onsetDateTime':'not a date'",
                "'onsetDateTime':'{{onset_date}}'",
                "'onsetDateTime':'2019-03-02T16: 09: 08'",
                "'recordedDate':'02.03.2019'",
                "'abatementDateTime':'2019-02-30'",
                "'onsetDateTime':20190302"
            })
    void aDateThatIsNoneCostsThatRecordAndItsCodeStillCounts(String date) {
        Chart chart = chart().conditions(condition("c", CANCER, CONFIRMED + "," + date));
        assertThat(chart.deadLetters()).containsExactly("unreadable");
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
        assertThat(chart.finding("hiv")).isEqualTo(Finding.UNKNOWN);
    }
}
