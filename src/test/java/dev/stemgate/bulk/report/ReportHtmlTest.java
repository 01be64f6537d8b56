// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.bulk.AgeBand;
import dev.stemgate.bulk.BulkStatistics;
import dev.stemgate.bulk.BulkStatistics.CodeCount;
import dev.stemgate.bulk.BulkStatistics.Count;
import dev.stemgate.bulk.BulkStatistics.CriterionCount;
import dev.stemgate.bulk.BulkStatistics.FileCount;
import dev.stemgate.bulk.BulkStatistics.HazardCount;
import dev.stemgate.bulk.BulkStatistics.IncompleteCount;
import dev.stemgate.bulk.FlowStep;
import dev.stemgate.bulk.FlowStep.FallOut;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.ModelVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportHtmlTest {

    private static final List<CriterionCount> CRITERIA = List.of(
            new CriterionCount("active-malignancy", "Active malignancy", "absolute", 1_234, 5, 6, 7_890),
            new CriterionCount("diabetes", "Diabetes", "risk-safety", 11, 12, 13, 14));
    private static final List<FlowStep> FLOW = List.of(
            new FlowStep("all-records", 9_300, List.of()),
            new FlowStep("human-and-living", 9_135, List.of(new FallOut("deceased", 165))),
            new FlowStep("no-absolute-contraindication", 7_901, List.of(new FallOut("active-malignancy", 1_234))),
            new FlowStep("judged-without-doubt", 7_892, List.of(new FallOut("codes-to-classify", 9))),
            new FlowStep("no-caution", 7_890, List.of(new FallOut("efficacy-only", 2))));
    private static final List<HazardCount> HAZARDS = List.of(
            new HazardCount(0, "tumour", "Tumour formation", AgeBand.UP_TO_29, Hazard.Level.BASELINE, 3),
            new HazardCount(0, "tumour", "Tumour formation", AgeBand.UP_TO_29, Hazard.Level.HIGH, 1),
            new HazardCount(0, "tumour", "Tumour formation", AgeBand.FROM_75, Hazard.Level.UNKNOWN, 2));

    @Test
    void everyNumberOfThePicturesStandsInATable() throws IOException {
        String page = page(statistics(CRITERIA, HAZARDS, List.of()));
        assertThat(page)
                .contains(
                        "<td class=\"n\">1,234</td><td class=\"n\">5</td><td class=\"n\">6</td><td class=\"n\">7,890</td>",
                        "<td>18-29</td><td class=\"n\">3</td><td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">1</td>",
                        "1,234 Active malignancy",
                        "165 deceased",
                        "<b>9,135</b>");
        assertThat(page.split("<svg", -1))
                .as("two pictures of criteria, one of hazards, each for a desk and for a phone")
                .hasSize(7);
        assertThat(page)
                .as("the colour and the share of the pictures")
                .contains("rgb(213,94,0)")
                .containsPattern(">\\s*25%\\s*<");
    }

    @Test
    void everyPictureIsThereForADeskAndForAPhone() throws IOException {
        String page = page(statistics(CRITERIA, HAZARDS, List.of()));
        assertThat(page.split("class=\"at-desk\"", -1)).hasSize(4);
        assertThat(page.split("class=\"on-phone\"", -1)).hasSize(4);
        assertThat(page.split("viewBox=\"0 0 358.0 ", -1)).hasSize(4);
    }

    /** The bar of diabetes has all four findings, that of a criterion before it none but absent. */
    @Test
    void findingsAreStackedFromTheWorstToTheBestInEveryBar() throws IOException {
        CriterionCount nobody = new CriterionCount("hiv", "HIV infection", "absolute", 0, 0, 0, 50);
        CriterionCount all = new CriterionCount("pregnancy", "Pregnancy", "absolute", 11, 12, 13, 14);
        String page = page(statistics(List.of(nobody, all), List.of(), List.of()));
        List<Double> starts = FindingBars.COLOURS.values().stream()
                .map(colour -> Integer.parseInt(colour.substring(1), 16))
                .map(rgb -> "rgb(" + (rgb >> 16) + "," + (rgb >> 8 & 255) + "," + (rgb & 255) + ")")
                .map(colour -> Pattern.compile("<rect x=\"([0-9.]+)\"[^>]*fill=\"" + Pattern.quote(colour) + "\"")
                        .matcher(page)
                        .results()
                        .mapToDouble(bar -> Double.parseDouble(bar.group(1)))
                        .max()
                        .orElseThrow())
                .toList();
        assertThat(starts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anExportOfPeopleOfWhomNobodyWasJudgedHasNoEmptyPictures() throws IOException {
        CriterionCount nobody = new CriterionCount("hiv", "HIV infection", "absolute", 0, 0, 0, 0);
        String page = page(statistics(List.of(nobody), List.of(), List.of()));
        assertThat(page).doesNotContain("<svg").contains("Nobody was judged.");
    }

    @Test
    void theSameCountsMakeTheSamePageAndNoIdStandsTwiceInIt() throws IOException {
        String page = page(statistics(CRITERIA, HAZARDS, codes(3)));

        assertThat(page(statistics(CRITERIA, HAZARDS, codes(3)))).isEqualTo(page);
        assertThat(Pattern.compile(" id=\"([^\"]+)\"").matcher(page).results().map(id -> id.group(1)))
                .hasSizeGreaterThan(15)
                .doesNotHaveDuplicates();
        assertThat(page).contains("url(#absolute-").doesNotContainPattern("url\\(#[a-z][A-Za-z0-9]{6}\\)");
    }

    @ParameterizedTest
    @EnumSource(Hazard.Level.class)
    void hazardsThatAreAlikeForEverybodyMakeAPicture(Hazard.Level level) throws IOException {
        String page = page(statistics(
                CRITERIA, List.of(new HazardCount(0, "t", "Tumour formation", AgeBand.FROM_75, level, 4)), List.of()));
        assertThat(page)
                .containsPattern(level.compareTo(Hazard.Level.ELEVATED) < 0 ? ">\\s*0%\\s*<" : ">\\s*100%\\s*<");
    }

    @Test
    void filesAreCountedByTypeAndNotNamed() throws IOException {
        assertThat(FileView.of(List.of(
                        new FileCount("Condition.000.ndjson", 3, 30),
                        new FileCount("1.Condition.ndjson.gz", 2, 10),
                        new FileCount("MedicationRequest.ndjson", 1, 5),
                        new FileCount("Miller_Anna_4711.ndjson", 9, 90))))
                .containsExactly(
                        new FileView("Condition", 2, 5, 40),
                        new FileView("MedicationRequest", 1, 1, 5),
                        new FileView("other", 1, 9, 90));
    }

    @Test
    void causesAreWords() throws IOException {
        assertThat(CauseView.of(List.of(
                        new IncompleteCount("Condition", "empty", 3),
                        new IncompleteCount("Procedure", "not-exported", 2),
                        new IncompleteCount("Procedure", "some-new-cause", 1))))
                .extracting(CauseView::cause)
                .containsExactly(
                        "none at all for the patient, and nothing says that there are none",
                        "not in the export",
                        "some new cause");
    }

    @Test
    void itAsksNoNetworkAndRunsNoScript() throws IOException {
        String page = page(statistics(CRITERIA, HAZARDS, codes(1)));
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("<script", "<link", "@import", "url(http", "xlink:href=\"http");
        assertThat(page).doesNotContainPattern("(?:src|href|action)=\"(?!#)[^\"]*\"");
    }

    @Test
    void whatAServerWroteIsEscapedEverywhere() throws IOException {
        CriterionCount sly = new CriterionCount("x", "<script>alert(1)</script> & more", "absolute", 1, 0, 0, 0);
        CodeCount slyCode = new CodeCount("Condition", "urn:<b>", "\"><i>", "<img src=x onerror=1>", 3);
        String page = page(statistics(List.of(sly), HAZARDS, List.of(slyCode)));
        assertThat(page).doesNotContain("<script>", "<img", "<i>", "urn:<b>");
        assertThat(page).contains("&lt;img src=x onerror=1&gt;");
    }

    @Test
    void fiftyCodesAreShownAndTheRestIsCounted() throws IOException {
        String page = page(statistics(CRITERIA, HAZARDS, codes(63)));
        assertThat(page).contains("<b>code-50<", "13 more").doesNotContain("<b>code-51<");
    }

    @Test
    void wordsWithoutACodeAreCountedAndNotShown() throws IOException {
        String page = page(statistics(CRITERIA, HAZARDS, List.of(new CodeCount("Condition", "", "", "", 4))));
        assertThat(page).contains("words without a code");
    }

    @Test
    void anExportInWhichNobodyWasJudgedStillMakesAPage() throws IOException {
        String page = page(statistics(List.of(), List.of(), List.of()));
        assertThat(page).contains("Nobody was judged.", "None: every code").doesNotContain("<svg");
    }

    @Test
    void longTitlesStandInThePicturesWholeAndInLines() throws IOException {
        CriterionCount longOne = new CriterionCount(
                "recent", "Cancer treatment (<5 years) & more than twenty letters", "absolute", 1, 0, 0, 0);
        String page = page(statistics(List.of(longOne), HAZARDS, List.of()));
        assertThat(page)
                .contains(
                        ">Cancer treatment (&lt;5 years) &amp; more than</tspan>",
                        ">twenty letters</tspan>",
                        ">Tumour formation</text>")
                .doesNotContain("MMMM", "..<");
        assertThat(AxisTitles.lines("HIV infection", 40)).containsExactly("HIV infection");
        assertThat(AxisTitles.lines("w".repeat(50), 40)).containsExactly("w".repeat(50));
    }

    @Test
    void theReasonsOfTheFlowAreWords() throws IOException {
        String page = page(statistics(CRITERIA, HAZARDS, List.of()));
        assertThat(page).contains("9 with codes still to be classified", "2 with a risk to efficacy only");
    }

    private static List<CodeCount> codes(int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(i -> new CodeCount("Condition", "urn:local", "code-" + i, "Display " + i, 100 - i))
                .toList();
    }

    private static BulkStatistics statistics(
            List<CriterionCount> criteria, List<HazardCount> hazards, List<CodeCount> codes) {
        return new BulkStatistics(
                9_300,
                List.of(new Count("contraindicated", 1_234)),
                FLOW,
                criteria,
                hazards,
                codes,
                List.of(new IncompleteCount("Condition", "masked", 12)),
                List.of(new Count("unreadable", 2)),
                new LineCounts(100, 90, 5, 3, 2),
                1,
                List.of(new FileCount("Condition.ndjson", 100, 12_345)),
                List.of(),
                List.of("readme.txt"),
                new ModelVersion("msc", "2026.1", "abc"),
                LocalDate.of(2026, 11, 22),
                Duration.ofSeconds(3));
    }

    private static String page(BulkStatistics statistics) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportHtml().write(statistics, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
