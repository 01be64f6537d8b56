// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Screening;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo population and a patient with 731 Conditions on the JPA server: the outcomes are those that the population was made
 * for, whichever server they are read from, and neither a second run nor one without its state writes anything.
 */
@ExtendWith(JpaServerExtension.class)
class PopulationOnJpaIT {

    private static final Logger LOG = LoggerFactory.getLogger(PopulationOnJpaIT.class);

    /** The population's relative dates and the bridge's clock count from here, so that the outcomes do not age. */
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    /** Their records are such as this server does not take: no FHIR, or a reference to a Medication that is not there. */
    private static final Set<String> LEFT_OUT =
            Set.of("demo-broken-date-01", "demo-wrong-version-01", "demo-subject-01", "demo-medications-02");

    private static final String MANY = "jpa-many";
    private static final int CONDITIONS = 731;
    private static final int EVERY = 73;

    private final JpaServerProcess process;
    private final WrittenVersions written;
    private final JpaCohort cohort;
    private final Clock clock = Clock.offset(
            Clock.systemUTC(),
            Duration.between(Instant.now(), AS_OF.atTime(12, 0).toInstant(ZoneOffset.UTC)));

    @TempDir
    Path folder;

    PopulationOnJpaIT(JpaServerProcess process) {
        this.process = process;
        IGenericClient server = new JpaServerRecords(process).client();
        written = new WrittenVersions(server);
        cohort = new JpaCohort(server);
    }

    @Test
    void everyPatientIsReadToTheLastEntryScreenedAsExpectedAndWrittenOnce() throws Exception {
        Map<String, String> expected = load();
        try (RecordingRelay relay = RecordingRelay.to(process.baseUrl())) {
            Map<String, String> versions;
            try (JpaBridge bridge = JpaBridge.start(folder.resolve("first"), relay.baseUrl(), cohort, clock)) {
                Instant begun = Instant.now();
                bridge.settle();
                LOG.info("first run: {}", took(begun, relay, expected.size()));
                versions = written.all();
                assertWhole(bridge, expected);
                assertManyConditionsAreRead(bridge, relay);

                relay.forget();
                begun = Instant.now();
                bridge.again();
                LOG.info("second run: {}", took(begun, relay, expected.size()));
                assertThat(written.all()).as("a second run writes nothing").isEqualTo(versions);
                assertThat(relay.requests())
                        .filteredOn(sent -> !sent.method().equals("GET"))
                        .as("kinds of which few patients have records are read in Bundles of searches")
                        .allSatisfy(sent -> assertThat(sent.method() + " " + sent.target())
                                .isEqualTo("POST " + process.baseUrl().getPath()));
                assertThat(relay.requests())
                        .allSatisfy(sent -> assertThat(sent.headers()).contains("Cache-Control: no-cache"));
                assertThat(bridge.counts()).containsEntry(UnitState.DEAD_LETTERED, 0L);
            }
            relay.forget();
            try (JpaBridge forgetful = JpaBridge.start(folder.resolve("second"), relay.baseUrl(), cohort, clock)) {
                forgetful.settle();
                assertThat(written.all())
                        .as("a bridge that lost its state finds its own Observations")
                        .isEqualTo(versions);
                assertThat(forgetful.counts()).isEqualTo(firstCounts(expected));
            }
        }
    }

    /** Loads the cohort and returns the outcome that each of its patients is to have. */
    private Map<String, String> load() throws IOException {
        Set<String> patients = cohort.withDemoPopulation(AS_OF, LEFT_OUT);
        cohort.with(patient(MANY));
        for (int number = 0; number < CONDITIONS; number++) {
            String id = MANY + "-" + number;
            cohort.with(number % EVERY == 0 ? breastCancer(id, MANY) : irrelevant(id, MANY));
        }
        cohort.load();
        Map<String, String> expected = new TreeMap<>(outcomes());
        expected.keySet().retainAll(patients);
        expected.put(MANY, "contraindicated");
        assertThat(expected).hasSizeGreaterThan(70);
        return expected;
    }

    private void assertWhole(JpaBridge bridge, Map<String, String> expected) {
        assertThat(bridge.counts()).isEqualTo(firstCounts(expected));
        Map<String, String> found = new TreeMap<>();
        Map<String, String> standing = new TreeMap<>();
        expected.forEach((id, outcome) -> {
            if (outcome.equals("re-keyed")) {
                assertThat(written.observations(id)).isEmpty();
            } else {
                found.put(id, bridge.screening(id).outcome().code());
                standing.put(
                        id,
                        written.observation(id)
                                .getValueCodeableConcept()
                                .getCodingFirstRep()
                                .getCode());
                EntryCounts counts = bridge.unit(id).counts();
                assertThat(counts.read()).as(id).isPositive();
                assertThat(counts.deadLettered()).as(id).isIn(0, 1);
            }
        });
        Map<String, String> wanted = new TreeMap<>(expected);
        wanted.values().removeIf("re-keyed"::equals);
        assertThat(found).isEqualTo(wanted);
        assertThat(standing).isEqualTo(wanted);
    }

    private void assertManyConditionsAreRead(JpaBridge bridge, RecordingRelay relay) {
        assertThat(bridge.unit(MANY).counts()).isEqualTo(EntryCounts.of(CONDITIONS + 1, 0, 0, 0));
        Screening screening = bridge.screening(MANY);
        Set<String> evidence = new TreeSet<>();
        for (CriterionResult criterion : screening.criteria()) {
            if (criterion.id().equals("active-malignancy")) {
                criterion.evidence().stream()
                        .filter(piece -> piece.weight() == Evidence.Weight.DEFINITE)
                        .forEach(piece -> evidence.add(piece.ref().key()));
            }
        }
        List<String> cancers = IntStream.range(0, CONDITIONS)
                .filter(number -> number % EVERY == 0)
                .mapToObj(number -> "Condition/" + MANY + "-" + number)
                .toList();
        assertThat(evidence).containsExactlyInAnyOrderElementsOf(cancers).contains("Condition/" + MANY + "-730");
        assertThat(relay.requests())
                .filteredOn(sent -> sent.target().contains("_getpages"))
                .as("pages are followed, of many patients at once as of one")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    /** Every patient's unit is written, but for the one of each merged patient, which the survivor's carries. */
    private static Map<UnitState, Long> firstCounts(Map<String, String> expected) {
        long merged = expected.values().stream().filter("re-keyed"::equals).count();
        return Map.of(
                UnitState.PENDING, 0L,
                UnitState.WRITTEN, expected.size() - merged,
                UnitState.UNCHANGED, merged,
                UnitState.HELD, 0L,
                UnitState.DEAD_LETTERED, 0L);
    }

    private static String took(Instant begun, RecordingRelay relay, int patients) {
        List<RecordingRelay.Sent> requests = relay.requests();
        long pages = requests.stream()
                .filter(sent -> sent.target().contains("_getpages"))
                .count();
        return "%d patients, %d requests, of them %d following pages (%.1f a patient without these), %.1f s"
                .formatted(
                        patients,
                        requests.size(),
                        pages,
                        (double) (requests.size() - pages) / patients,
                        Duration.between(begun, Instant.now()).toMillis() / 1000.0);
    }

    private static Map<String, String> outcomes() throws IOException {
        try (InputStream in =
                PopulationOnJpaIT.class.getResourceAsStream("/sandbox/population/expected-outcomes.tsv")) {
            Map<String, String> outcomes = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .forEach(cells -> outcomes.put(cells[0], cells[1]));
            return outcomes;
        }
    }
}
