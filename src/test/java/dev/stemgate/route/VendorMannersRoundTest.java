// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.TransportFaults;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge against manners that are no trouble of the moment but the way that an EHR is. */
class VendorMannersRoundTest {

    @TempDir
    Path folder;

    @Test
    void anObservationThatTheEhrFindsOnlyLaterIsReplacedAndNotWrittenTwice() {
        try (MatrixBridge bridge = new MatrixBridge(folder)) {
            bridge.sandbox().adopt(Set.of(Manner.LATE_COMMITS, Manner.NO_CONDITIONAL_CREATE));
            put(bridge, patient("a"), irrelevant("a1", "a"));
            bridge.pass(4);
            put(bridge, breastCancer("a2", "a"));
            bridge.soonRound(2);
            assertThat(outcome(bridge, "a")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            bridge.soonRound(4);
            assertThat(outcome(bridge, "a")).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(bridge.sandbox().store().current("Observation"))
                    .singleElement()
                    .satisfies(version -> assertThat(version.version()).isEqualTo(2));
        }
    }

    @Test
    void aRedirectToTheSurvivorOfAMergeIsAConflict() {
        try (MatrixBridge bridge = new MatrixBridge(folder)) {
            bridge.sandbox().adopt(Set.of(Manner.MERGED_REDIRECT));
            put(bridge, patient("new"), irrelevant("n1", "new"), patient("old"), irrelevant("o1", "old"));
            put(bridge, merged("old", "new"));
            bridge.bridge().ledger().request(key("old"), dev.stemgate.state.Trigger.COHORT, bridge.now());
            bridge.laterRound();
            assertThat(letters(bridge))
                    .filteredOn(letter -> letter.place().equals(place(bridge, "Patient/old")))
                    .extracting(DeadLetter::reason)
                    .containsExactly(Reason.CONFLICT);
            assertThat(outcome(bridge, "new")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(bridge.sandbox().store().current("Observation")).hasSize(1);
        }
    }

    @Test
    void anEhrThatTakesNoObservationsCostsNoScreening() {
        try (MatrixBridge bridge = new MatrixBridge(folder)) {
            bridge.sandbox().adopt(Set.of(Manner.OBSERVATION_MAPPED_ROWS, Manner.NO_MEDICATION_STATEMENT));
            put(bridge, patient("a"), breastCancer("a1", "a"));
            bridge.laterRound();
            assertThat(letters(bridge)).extracting(DeadLetter::reason).containsExactly(Reason.REFUSED_BY_EHR);
            bridge.sandbox().adopt(Set.of());
            bridge.laterRound();
            assertThat(outcome(bridge, "a")).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(bridge.sandbox().store().current("Observation")).hasSize(1);
        }
    }

    @Test
    void aUnitThatAloneFailsIsClosedAndAnOutageOfAllClosesNobody() {
        try (MatrixBridge bridge = new MatrixBridge(folder)) {
            put(bridge, patient("bad"), irrelevant("b1", "bad"), patient("good"), irrelevant("g1", "good"));
            bridge.sandbox().misbehave(TransportFaults.status(500));
            for (int round = 0; round < 8; round++) {
                bridge.bridge().ledger().request(key("bad"), dev.stemgate.state.Trigger.COHORT, bridge.now());
                bridge.laterRound();
            }
            assertThat(letters(bridge)).as("40 minutes without any answer").isEmpty();
            bridge.sandbox().misbehave(TransportFaults.truncated().where(request -> request.query()
                    .contains("patient=bad")));
            int rounds = 0;
            while (letters(bridge).isEmpty() && rounds < 40) {
                bridge.laterRound();
                rounds++;
            }
            assertThat(letters(bridge))
                    .extracting(letter -> letter.place() + " " + letter.reason().code())
                    .containsExactly(place(bridge, "Patient/bad") + " server-error");
            assertThat(rounds).as("not before half an hour").isBetween(4, 20);
            assertThat(outcome(bridge, "good")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(bridge.bridge().ledger().counts(MatrixBridge.EHR)).containsEntry(UnitState.DEAD_LETTERED, 1L);
        }
    }

    private static String merged(String id, String survivor) {
        return patient(
                        id,
                        "\"link\": [{\"type\": \"replaced-by\", \"other\": {\"reference\": \"Patient/" + survivor
                                + "\"}}]")
                .replace("\"active\": true", "\"active\": false");
    }

    private static void put(MatrixBridge bridge, String... resources) {
        for (String resource : resources) {
            bridge.sandbox().store().put(resource);
        }
    }

    private static List<DeadLetter> letters(MatrixBridge bridge) {
        return bridge.bridge().deadLetters().find(LetterFilter.open());
    }

    private static String place(MatrixBridge bridge, String place) {
        return bridge.bridge().deadLetters().shown(MatrixBridge.EHR, place);
    }

    private static PatientKey key(String id) {
        return new PatientKey(MatrixBridge.EHR, id);
    }

    private static Outcome outcome(MatrixBridge bridge, String id) {
        return bridge.bridge()
                .results()
                .last(key(id), BridgeFixture.core().version().id())
                .orElseThrow()
                .screening()
                .outcome();
    }
}
