// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.coding;
import static dev.stemgate.route.Chart.condition;
import static dev.stemgate.route.Chart.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Screening;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of window of the shipped model ends on the day that MODEL §3 and §4 name: the finding is one thing on the day before and
 * another on the day itself, both with data read that day, and a screening made earlier announces that day.
 */
class TimeWindowsTest {

    private static final String ICD = "http://hl7.org/fhir/sid/icd-10";
    private static final String ATC = "http://www.whocc.no/atc";
    private static final String RESOLVED = "'clinicalStatus':{'coding':[{'code':'resolved'}]}";

    @ParameterizedTest(name = "{0}: {2} until {1}, then {3}")
    @CsvSource({
        "2021-03-15, 2026-03-16, PRESENT, ABSENT",
        "2024-02-29, 2029-03-01, PRESENT, ABSENT",
        "2023-02-28, 2028-03-01, PRESENT, ABSENT",
        "2020-12-31, 2026-01-01, PRESENT, ABSENT",
        "2021, 2026-01-02, PRESENT, POSSIBLE",
        "2021, 2027-01-01, POSSIBLE, ABSENT",
        "2024-02, 2029-02-02, PRESENT, POSSIBLE",
        "2024-02, 2029-03-01, POSSIBLE, ABSENT"
    })
    void theFifthAnniversaryOfACancerTreatmentStillCounts(
            String end, LocalDate changes, Finding before, Finding after) {
        String course = period("completed", end, end);
        assertChanges(
                chart -> chart.statements(statement("m", coding(ATC, "L01XA01", "cisplatin"), course)),
                "recent-cancer-treatment",
                changes,
                before,
                after);
    }

    @Test
    void anAcuteDiseaseIsPresentForNinetyDays() {
        assertChanges(active("K35", "2025-11-01"), "acute-inflammation", "2026-01-31", Finding.POSSIBLE);
    }

    @Test
    void aMonthIsPresentUntilItsFirstDayLeavesTheWindow() {
        assertChanges(active("K35", "2025-11"), "acute-inflammation", "2026-01-31", Finding.POSSIBLE);
        assertChanges(pregnant("2025-06"), "pregnancy", "2026-03-29", Finding.POSSIBLE);
    }

    @Test
    void aDiseaseMarkedActiveIsDoubtedOnceItsRecordedEndHasPassed() {
        UnaryOperator<Chart> planned = chart -> chart.conditions(condition(
                "c",
                coding(ICD, "K35", ""),
                Chart.CONFIRMED + ",'onsetDateTime':'2026-02-01','abatementDateTime':'2026-02-10'"));
        assertChanges(planned, "acute-inflammation", "2026-02-11", Finding.POSSIBLE);
    }

    @Test
    void anEncounterDiagnosisWithoutStatusIsActiveForOneYear() {
        UnaryOperator<Chart> encounter = chart -> chart.conditions(condition(
                "c",
                coding(ICD, "C50", ""),
                "'category':[{'coding':[{'code':'encounter-diagnosis'}]}],'recordedDate':'2024-02-29'"));
        assertChanges(encounter, "active-malignancy", "2025-03-01", Finding.POSSIBLE);
    }

    @Test
    void anAcuteDiseaseThatEndedIsPossibleForFourteenDays() {
        UnaryOperator<Chart> ended = chart -> chart.conditions(condition(
                "c",
                coding(ICD, "K35", ""),
                RESOLVED + ",'onsetDateTime':'2026-01-01','abatementDateTime':'2026-01-05'"));
        assertChanges(ended, "acute-inflammation", LocalDate.parse("2026-01-20"), Finding.POSSIBLE, Finding.ABSENT);
    }

    @Test
    void aPregnancyIsPresentForThreeHundredDays() {
        assertChanges(pregnant("2025-06-01"), "pregnancy", "2026-03-29", Finding.POSSIBLE);
        assertChanges(pregnant("2023-12-31"), "pregnancy", "2024-10-27", Finding.POSSIBLE);
    }

    @Test
    void aPregnancyThatEndedIsPossibleForFortyTwoDaysAfterTheDelivery() {
        assertChanges(
                pregnant("2025-03-01").andThen(active("O80", "2025-12-01"))::apply,
                "pregnancy",
                LocalDate.parse("2026-01-13"),
                Finding.POSSIBLE,
                Finding.ABSENT);
    }

    @ParameterizedTest
    @CsvSource({"2024-01-20, 2026-01-21", "2024-02-29, 2026-03-01"})
    void breastfeedingIsPossibleForTwoYearsAfterADelivery(String delivered, LocalDate changes) {
        assertChanges(active("O80", delivered), "breastfeeding", changes, Finding.POSSIBLE, Finding.ABSENT);
    }

    @Test
    void aVenousThrombosisIsPresentForOneHundredAndEightyDays() {
        assertChanges(active("I82.4", "2025-07-10"), "coagulation-disorder", "2026-01-07", Finding.POSSIBLE);
    }

    @Test
    void aDrugIsCurrentForThirtyDaysAfterItsLastExposure() {
        String course = period("completed", "2025-06-01", "2026-01-31");
        assertChanges(
                chart -> chart.statements(statement("m", coding(ATC, "B01AA03", "warfarin"), course)),
                "antithrombotic-therapy",
                LocalDate.parse("2026-03-03"),
                Finding.PRESENT,
                Finding.ABSENT);
    }

    @Test
    void anAntibacterialTakenForMoreThanNinetyDaysSpeaksOfAChronicInfection() {
        UnaryOperator<Chart> course = chart -> chart.statements(statement(
                "m",
                coding(ATC, "J01CA04", "amoxicillin"),
                "'status':'active','effectivePeriod':{'start':'2025-11-01'}"));
        LocalDate day = LocalDate.parse("2026-01-31");
        assertChanges(course, "acute-inflammation", day, Finding.POSSIBLE, Finding.ABSENT);
        assertChanges(course, "chronic-infection", day, Finding.ABSENT, Finding.POSSIBLE);
    }

    @ParameterizedTest(name = "born {0}: on {1} {2} becomes {3}")
    @CsvSource({
        "1981-02-10, 2026-02-10, ABSENT, PRESENT",
        "1980-02-29, 2025-02-28, ABSENT, PRESENT",
        "1983-02-28, 2028-02-28, ABSENT, PRESENT",
        "1981, 2026-01-01, ABSENT, POSSIBLE",
        "1981, 2026-12-31, POSSIBLE, PRESENT",
        "1980-02, 2025-02-01, ABSENT, POSSIBLE",
        "1980-02, 2025-02-28, POSSIBLE, PRESENT"
    })
    void theFortyFifthBirthday(String birthDate, LocalDate changes, Finding before, Finding after) {
        assertChanges(
                chart -> chart.patient("'gender':'female','birthDate':'" + birthDate + "'"),
                "age-45-or-over",
                changes,
                before,
                after);
    }

    @Test
    void aScreeningWithoutAnEarlierChangeIsValidForThirtyDays() {
        Screening screening = Chart.chart(LocalDate.parse("2028-02-01")).screening();
        assertThat(screening.validUntil()).as("over 29 February").isEqualTo("2028-03-02");
        assertThat(screening.changesOn()).as("the 45th birthday").contains(LocalDate.parse("2035-05-17"));
    }

    @ParameterizedTest
    @CsvSource({"29, 29", "30, 30", "31, 30"})
    void theCapShortensTheValidityAndLeavesTheAnnouncedChange(int daysToTheChange, int daysValid) {
        LocalDate change = LocalDate.parse("2026-03-29");
        LocalDate asOf = change.minusDays(daysToTheChange);
        Screening screening = pregnant("2025-06-01").apply(Chart.chart(asOf)).screening();
        assertThat(screening.changesOn()).contains(change);
        assertThat(screening.validUntil()).isEqualTo(asOf.plusDays(daysValid));
    }

    private static UnaryOperator<Chart> active(String icd, String onset) {
        return chart -> chart.conditions(
                condition("c" + icd, coding(ICD, icd, ""), Chart.CONFIRMED + ",'onsetDateTime':'" + onset + "'"));
    }

    private static UnaryOperator<Chart> pregnant(String onset) {
        return chart -> chart.conditions(condition(
                "pregnant",
                Chart.snomed("77386006", "Pregnant (finding)"),
                Chart.CONFIRMED + ",'onsetDateTime':'" + onset + "'"));
    }

    private static String period(String status, String start, String end) {
        return "'status':'" + status + "','effectivePeriod':{'start':'" + start + "','end':'" + end + "'}";
    }

    private static void assertChanges(UnaryOperator<Chart> data, String criterion, String day, Finding after) {
        assertChanges(data, criterion, LocalDate.parse(day), Finding.PRESENT, after);
    }

    private static void assertChanges(
            UnaryOperator<Chart> data, String criterion, LocalDate day, Finding before, Finding after) {
        Screening eve = data.apply(Chart.chart(day.minusDays(1))).screening();
        Screening then = data.apply(Chart.chart(day)).screening();
        assertThat(eve.finding(criterion)).as("the day before").contains(before);
        assertThat(then.finding(criterion)).as("on the day").contains(after);
        assertThat(eve.changesOn()).contains(day);
        assertThat(eve.validUntil()).isEqualTo(day);
        Screening week = data.apply(Chart.chart(day.minusDays(7))).screening();
        assertThat(week.changesOn()).as("announced a week before").contains(day);
        assertThat(week.finding(criterion)).contains(before);
    }
}
