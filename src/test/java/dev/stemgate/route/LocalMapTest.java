// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.TerminologyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local map under the shipped model: outcomes, the version, overrides in the evidence, rows that no rule reads. */
class LocalMapTest {

    private static final String HEADER = "system,code,display,domain,criterion,role,class,note\n";
    private static final String DRUG =
            Chart.statement("m", Chart.coding("http://local.example", "4711", "Zaubertrank"), "'status':'active'");

    @TempDir
    Path folder;

    @Test
    void aLocalDrugCodeDecidesTheOutcome() throws IOException {
        Chart chart = Chart.chart().statements(DRUG);
        assertThat(chart.outcome()).isEqualTo(Outcome.INDETERMINATE);

        ScreeningCore mapped = map("http://local.example,4711,Zaubertrank,drug,recent-cancer-treatment,include,,");
        assertThat(screen(mapped, chart).outcome()).isEqualTo(Outcome.CONTRAINDICATED);
        assertThat(mapped.version().hash())
                .isNotEqualTo(BridgeFixture.core().version().hash());

        ScreeningCore cleared = map("http://local.example,4711,Zaubertrank,drug,irrelevant,,,");
        assertThat(screen(cleared, chart).outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
    }

    @Test
    void anOverrideIsShownAsEvidenceThatDoesNotCount() throws IOException {
        Chart chart = Chart.chart().conditions(Chart.condition("c", breast(), Chart.CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);

        Screening screening = screen(map(icd("irrelevant,,,override: test bookings")), chart);
        assertThat(screening.finding("active-malignancy")).contains(Finding.ABSENT);
        assertThat(evidence(screening, "active-malignancy")).singleElement().satisfies(evidence -> {
            assertThat(evidence.ref().key()).isEqualTo("Condition/c");
            assertThat(evidence.weight()).isEqualTo(Evidence.Weight.NOT_COUNTED);
            assertThat(evidence.why()).isEqualTo("The site's local map overrides the code lists: test bookings.");
        });
    }

    @Test
    void anOverrideToSignalIsSaidBesideTheEvidence() throws IOException {
        Chart chart = Chart.chart().conditions(Chart.condition("c", breast(), Chart.CONFIRMED));
        Screening screening = screen(map(icd("active-malignancy,signal,,override: often a suspicion here")), chart);
        assertThat(screening.finding("active-malignancy")).contains(Finding.POSSIBLE);
        assertThat(evidence(screening, "active-malignancy")).singleElement().satisfies(evidence -> assertThat(
                        evidence.why())
                .startsWith("It is suggestive")
                .endsWith("overrides the code lists: often a suspicion here."));
    }

    @Test
    void aRowThatNoRuleReadsIsRefused() {
        assertThatThrownBy(() -> map("urn:x,1,Metformin,drug,diabetes,include,,"))
                .isInstanceOf(TerminologyFileException.class)
                .hasMessageContaining(
                        "site.csv:2: no rule of the model reads drugs of role include for diabetes; use role signal");
        assertThatThrownBy(() -> map("urn:x,1,Alt,clinical,age-45-or-over,include,,"))
                .hasMessageContaining(
                        "no rule of the model reads codes other than drugs of role include for age-45-or-over; name another");
    }

    private ScreeningCore map(String... rows) throws IOException {
        Files.writeString(folder.resolve("site.csv"), HEADER + String.join("\n", rows) + "\n");
        return ScreeningCore.load(Path.of("model"), folder);
    }

    private static Screening screen(ScreeningCore core, Chart chart) {
        return core.evaluator().evaluate(chart.record().facts(), Chart.AS_OF);
    }

    private static List<Evidence> evidence(Screening screening, String criterion) {
        return screening.criteria().stream()
                .filter(result -> result.id().equals(criterion))
                .map(CriterionResult::evidence)
                .flatMap(List::stream)
                .toList();
    }

    private static String breast() {
        return Chart.coding("http://hl7.org/fhir/sid/icd-10-cm", "C50.9", "Breast");
    }

    private static String icd(String says) {
        return "http://hl7.org/fhir/sid/icd-10-cm,C50.9,Breast,," + says;
    }
}
