// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.brokenDate;
import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.VendorProfile;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A batch of many patients against each kind of EHR, and against servers that misread lists of patients: everyone ends with the result
 * that reading him alone gives, and the ledger adds up.
 */
class BatchVendorsTest {

    private static final int PATIENTS = 16;
    private static final int MANY = 25;

    /** What became of everybody: the result, by what a later screening compares, and the states of the ledger. */
    private record Seen(
            Map<String, Fingerprint> results,
            Map<String, Outcome> outcomes,
            Map<UnitState, Long> units,
            long letters,
            long observations) {}

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"EPIC", "CERNER"})
    void togetherGivesWhatOneByOneGives(VendorProfile profile) throws IOException {
        compare(profile);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource(names = {"HAPI", "MEDITECH"})
    void togetherGivesWhatOneByOneGivesAtOthers(VendorProfile profile) throws IOException {
        compare(profile);
    }

    private void compare(VendorProfile profile) throws IOException {
        boolean writes = profile == VendorProfile.HAPI;
        Seen alone = seen("alone", profile.manners(), "off", writes, PATIENTS);
        Seen together = seen("together", profile.manners(), "auto", writes, PATIENTS);
        assertThat(together).isEqualTo(alone);
        assertThat(together.observations()).isEqualTo(writes ? PATIENTS : 0);
        assertThatTheLedgerAddsUp(together, PATIENTS);
    }

    static Stream<Set<Manner>> misreadings() {
        return Stream.of(
                EnumSet.of(Manner.LISTS_REFUSED),
                EnumSet.of(Manner.LISTS_FIRST_ONLY),
                EnumSet.of(Manner.LISTS_CUT),
                EnumSet.of(Manner.LISTS_UNMATCHED));
    }

    @ParameterizedTest
    @MethodSource("misreadings")
    void aListThatIsMisreadMakesNobodysIllnessAbsent(Set<Manner> manners) throws IOException {
        Seen together = seen("together", manners, "auto", false, PATIENTS);
        assertThat(together.outcomes()).isEqualTo(expected(PATIENTS));
        assertThatTheLedgerAddsUp(together, PATIENTS);
    }

    @Test
    void aSilentCutIsNotBelievedInALaterAndLongerListEither() throws IOException {
        try (BridgeFixture fixture = start("cut", Set.of(Manner.LISTS_CUT), "auto", "off", 5)) {
            fixture.settle();
            people(fixture, 4, MANY);
            cohort("cut", MANY);
            fixture.again();
            assertThat(outcomes(fixture, MANY)).isEqualTo(expected(MANY));
        }
    }

    /** Without late commits: where a conditional write does not see the write before it either, nobody can promise one result. */
    @Tag("full")
    @Test
    void aBadDayCostsNobodyAndWritesNobodyTwice() throws IOException {
        Set<Manner> manners = EnumSet.copyOf(VendorProfile.FLAKY.manners());
        manners.remove(Manner.LATE_COMMITS);
        Seen alone = seen("alone", Set.of(), "off", false, MANY);
        Seen together = seen("together", manners, "auto", true, MANY);
        assertThat(together.results()).isEqualTo(alone.results());
        assertThat(together.observations()).isEqualTo(MANY);
        assertThatTheLedgerAddsUp(together, MANY);
    }

    private Seen seen(String name, Set<Manner> manners, String batch, boolean writes, int patients) throws IOException {
        try (BridgeFixture fixture = start(name, manners, batch, writes ? "observation" : "off", patients)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> fixture.bridge().rounds(BridgeFixture.EHR) > 0
                            && fixture.bridge().ledger().openCount(BridgeFixture.EHR) == 0);
            Map<String, Fingerprint> results = new TreeMap<>();
            for (int number = 0; number < patients; number++) {
                String id = "p" + number;
                results.put(id, last(fixture, id).fingerprint());
            }
            return new Seen(
                    results,
                    outcomes(fixture, patients),
                    new EnumMap<>(fixture.counts()),
                    fixture.bridge().deadLetters().counts().values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    fixture.sandbox().store().current("Observation").size());
        }
    }

    private BridgeFixture start(String name, Set<Manner> manners, String batch, String writeBack, int patients)
            throws IOException {
        Files.createDirectories(folder.resolve(name));
        Path list = cohort(name, patients);
        BridgeFixture fixture =
                BridgeFixture.in(folder.resolve(name), SandboxSettings.empty().withManners(manners));
        people(fixture, 0, patients);
        return fixture.start(
                writeBack,
                """
                - name: patients
                  value: "%s"
                - name: concurrency
                  value: "1"
                - name: batch
                  value: "%s\""""
                        .formatted(list, batch));
    }

    private Path cohort(String name, int patients) throws IOException {
        return Files.writeString(
                folder.resolve(name).resolve("cohort.txt"),
                IntStream.range(0, patients)
                        .mapToObj(number -> "p" + number + "\n")
                        .collect(Collectors.joining()));
    }

    /**
     * Every fourth has cancer, every fourth a drug against it that was ordered, one a broken record. The last has neither, so that asking
     * him alone proves nothing of those before him.
     */
    private static void people(BridgeFixture fixture, int from, int to) {
        for (int number = from; number < to; number++) {
            String id = "p" + number;
            fixture.given(patient(id), irrelevant("c" + number, id));
            if (isIll(number, to)) {
                fixture.given(breastCancer("b" + number, id));
            }
            if (isTreated(number, to)) {
                fixture.given(order("r" + number, id));
            }
            if (number == 5) {
                fixture.given(brokenDate("x" + number, id));
            }
            if (number == 7) {
                fixture.given(condition("d" + number, id, "44054006", "Diabetes mellitus type 2 (disorder)"));
            }
        }
    }

    private static boolean isIll(int number, int patients) {
        return number % 4 == 0 && number < patients - 1;
    }

    private static boolean isTreated(int number, int patients) {
        return (number % 4 == 2 || number == 3) && number < patients - 1;
    }

    private static Map<String, Outcome> expected(int patients) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (int number = 0; number < patients; number++) {
            boolean found = isIll(number, patients) || isTreated(number, patients) || number == 5;
            outcomes.put(
                    "p" + number,
                    found
                            ? Outcome.CONTRAINDICATED
                            : number == 7 ? Outcome.CAUTION : Outcome.NO_CONTRAINDICATION_FOUND);
        }
        return outcomes;
    }

    private static String order(String id, String patient) {
        return """
                {"resourceType":"MedicationRequest","id":"%s","status":"active","intent":"order",
                 "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm",
                   "code":"1001405","display":"docetaxel 20 MG/ML Injectable Solution"}]},
                 "subject":{"reference":"Patient/%s"}}"""
                .formatted(id, patient);
    }

    private static Map<String, Outcome> outcomes(BridgeFixture fixture, int patients) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (int number = 0; number < patients; number++) {
            outcomes.put("p" + number, last(fixture, "p" + number).screening().outcome());
        }
        return outcomes;
    }

    private static StoredResult last(BridgeFixture fixture, String id) {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, id),
                        BridgeFixture.core().version().id())
                .orElseThrow(() -> new AssertionError(id + " has no result"));
    }

    private static void assertThatTheLedgerAddsUp(Seen seen, int patients) {
        assertThat(seen.units()).containsEntry(UnitState.PENDING, 0L).containsEntry(UnitState.DEAD_LETTERED, 0L);
        assertThat(seen.units().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(patients);
    }
}
