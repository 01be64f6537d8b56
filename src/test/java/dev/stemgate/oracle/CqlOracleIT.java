// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The product's findings against those of a second author: MODEL section 3 in CQL, run by the CQF engine of {@code
 * it/cql-oracle}. Judged are Conditions and drugs of completely read records; words and completeness are not in the CQL.
 */
@Tag("full")
class CqlOracleIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path MODEL = PROJECT.resolve("model");
    private static final Set<String> ACUTE = Set.of("acute-inflammation", "chronic-exacerbation");

    private static final int PATIENTS_IN_SAMPLES = 63;

    /** What the product reads from the words of a record whose codes no list has. */
    private static final List<Difference> BY_WORDS = List.of(
            new Difference("au-core-banks-mia-leanne", "cardiovascular-disease", "possible", "absent"),
            new Difference("hl7-r4-examples-f001", "cardiovascular-disease", "possible", "absent"),
            new Difference("hl7-r4-examples-pat1", "acute-inflammation", "possible", "absent"),
            new Difference("hl7-r4-examples-pat1", "chronic-infection", "possible", "absent"));

    @TempDir
    Path folder;

    private OracleProcess oracle;
    private ProductFindings product;

    @BeforeEach
    void start() {
        oracle = OracleProcess.in(PROJECT).orElse(null);
        if (oracle == null) {
            String cause = "SKIPPED CqlOracleIT: the libraries of the CQL engine could not be resolved"
                    + " (mvn -B -f it/cql-oracle/pom.xml package says why)";
            System.err.println(cause);
            Assumptions.abort(cause);
        }
        product = new ProductFindings(MODEL);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22, 1, 1500", "2024-02-29, 7, 700"})
    void aGeneratedPopulationIsJudgedAlike(LocalDate asOf, long seed, int people) throws IOException {
        Path population = generated(asOf, seed, people);
        SortedMap<String, PatientFindings> ours = product.judge(population, asOf);
        SortedMap<String, PatientFindings> theirs = oracle.judge(MODEL, population, asOf, 0);

        assertThat(ours).hasSize(people);
        assertThat(Difference.between(ours, theirs)).isEmpty();
        assertThat(findingsNeverMade(ours, theirs)).isEmpty();
        report("generated, as of " + asOf, people);
    }

    /**
     * Where the product calls a record incomplete (no countable Condition, an unclassified code) its {@code unknown} stands
     * beside an {@code absent} of the oracle, and words can raise to {@code possible}: neither is in the CQL.
     */
    @Test
    void theSamplesAreJudgedAlike() throws IOException {
        LocalDate asOf = LocalDate.of(2026, 11, 22);
        Path population = folder.resolve("samples.ndjson");
        int people = new SamplePatients().write(PROJECT.resolve("src/test/resources/samples"), population);
        SortedMap<String, PatientFindings> ours = product.judge(population, asOf);
        SortedMap<String, PatientFindings> theirs = oracle.judge(MODEL, population, asOf, 0);
        List<Difference> differences = Difference.between(ours, theirs);

        assertThat(people).isEqualTo(PATIENTS_IN_SAMPLES);
        assertThat(differences)
                .filteredOn(one -> one.patient().startsWith("synthea-"))
                .isEmpty();
        assertThat(differences)
                .filteredOn(
                        one -> !(one.product().equals("unknown") && one.oracle().equals("absent")))
                .containsExactlyInAnyOrderElementsOf(BY_WORDS);
        report("samples", people);
    }

    @Test
    void aWindowThatIsOneDayTooLongIsFound() throws IOException {
        LocalDate asOf = LocalDate.of(2026, 11, 22);
        Path population = generated(asOf, 1, 500);

        List<Difference> differences =
                Difference.between(product.judge(population, asOf), oracle.judge(MODEL, population, asOf, 1));

        assertThat(differences).isNotEmpty().allSatisfy(difference -> assertThat(ACUTE)
                .contains(difference.criterion()));
    }

    @Test
    void oneFlippedFindingIsFound() throws IOException {
        LocalDate asOf = LocalDate.of(2026, 11, 22);
        Path population = generated(asOf, 2, 20);
        SortedMap<String, PatientFindings> ours = product.judge(population, asOf);
        SortedMap<String, PatientFindings> theirs = oracle.judge(MODEL, population, asOf, 0);
        SortedMap<String, String> flipped = new TreeMap<>(theirs.get("g2-7").byCriterion());
        String before = flipped.put("hiv", "flipped");
        theirs.put("g2-7", new PatientFindings(flipped));

        assertThat(Difference.between(ours, theirs)).containsExactly(new Difference("g2-7", "hiv", before, "flipped"));
    }

    private Path generated(LocalDate asOf, long seed, int people) throws IOException {
        Path population = folder.resolve("population-" + seed + ".ndjson");
        oracle.generate(MODEL, population, asOf, seed, people);
        return population;
    }

    /** Criteria and findings that the population never shows: agreeing on them would prove nothing. */
    private static Set<String> findingsNeverMade(
            Map<String, PatientFindings> ours, Map<String, PatientFindings> theirs) {
        Set<String> compared =
                new HashSet<>(ours.values().iterator().next().byCriterion().keySet());
        compared.retainAll(theirs.values().iterator().next().byCriterion().keySet());
        Set<String> missing = new TreeSet<>();
        for (String criterion : compared) {
            Set<String> made = ours.values().stream()
                    .map(findings -> findings.byCriterion().get(criterion))
                    .collect(Collectors.toSet());
            List.of("present", "possible", "absent").stream()
                    .filter(finding -> !made.contains(finding))
                    .forEach(finding -> missing.add(criterion + " " + finding));
        }
        return missing;
    }

    private void report(String population, int people) {
        System.out.printf(
                "CQL oracle, %s: %d patients, 0 differences; CQL engine %.2f ms, evaluator %.2f ms a patient%n",
                population, people, oracle.nanos() / 1e6 / people, product.nanos() / 1e6 / people);
    }
}
