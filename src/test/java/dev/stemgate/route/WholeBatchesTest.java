// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientKey;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Trigger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a cohort is being read, whole batches are claimed at once, and smaller ones only after a while. */
class WholeBatchesTest {

    private static final String NOON = "2026-01-05T12:00:00Z";
    private static final String NEARLY = "2026-01-05T12:00:09Z";
    private static final String LATER = "2026-01-05T12:00:10Z";

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.at(NOON);
    private final BatchManners manners = new BatchManners();
    private final WholeBatches whole = new WholeBatches();
    private BridgeSettings settings;
    private Database database;
    private Ledger ledger;
    private BatchClaims claims;
    private int asked;

    @Test
    void whileACohortIsReadOnlyWholeBatchesAreClaimed() {
        given("4");
        manners.bundlesProven(BridgeFixture.EHR);
        Runnable end = whole.reading(BridgeFixture.EHR, clock.instant());
        ask(3);
        assertThat(claimed(0)).isEmpty();
        ask(3);
        assertThat(claimed(0)).containsExactly(4);
        assertThat(claimed(4)).as("two are left").isEmpty();
        end.run();
        assertThat(claimed(4)).as("nobody else is to come").containsExactly(2);
    }

    @Test
    void aSlowReadingKeepsNobodyWaitingForLong() {
        given("4");
        manners.bundlesProven(BridgeFixture.EHR);
        whole.reading(BridgeFixture.EHR, clock.instant());
        ask(3);
        clock.moveTo(NEARLY);
        assertThat(claimed(0)).isEmpty();
        clock.moveTo(LATER);
        assertThat(claimed(0)).containsExactly(3);
        ask(1);
        assertThat(claimed(3)).as("waits anew from the last claim on").isEmpty();
    }

    @Test
    void whileNothingIsProvenThereIsToBeAWholeBatchForEveryThread() {
        given("4");
        whole.reading(BridgeFixture.EHR, clock.instant());
        ask(6);
        assertThat(claimed(0)).as("two threads would have three each").isEmpty();
        ask(2);
        assertThat(claimed(0)).containsExactly(4);
    }

    @Test
    void whoIsReadAloneWaitsForNobody() {
        given("off");
        whole.reading(BridgeFixture.EHR, clock.instant());
        ask(3);
        assertThat(claimed(0)).as("as many as there are threads").containsExactly(1, 1);
    }

    @Test
    void whereTheEhrRefusesEveryWayNobodyWaits() {
        given("4");
        manners.bundlesRefused(BridgeFixture.EHR, "test");
        settings.hospital(BridgeFixture.EHR)
                .kindsRead()
                .kinds()
                .forEach(kind -> manners.listsRefused(BridgeFixture.EHR, kind, "test"));
        whole.reading(BridgeFixture.EHR, clock.instant());
        ask(1);
        assertThat(claimed(0)).containsExactly(1);
    }

    @Test
    void aReadingCountsUntilTheLastOfAHospitalHasEndedAndConcernsNoOther() {
        Instant now = clock.instant();
        Runnable first = whole.reading(BridgeFixture.EHR, now);
        Runnable second = whole.reading(BridgeFixture.EHR, now);
        first.run();
        first.run();
        assertThat(whole.mayClaim(BridgeFixture.EHR, false, now)).isFalse();
        assertThat(whole.mayClaim("another", false, now)).isTrue();
        second.run();
        assertThat(whole.mayClaim(BridgeFixture.EHR, false, now)).isTrue();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private void given(String batch) {
        settings = BridgeFixture.settings(
                folder,
                URI.create("http://127.0.0.1:9/fhir"),
                "observation",
                "- name: concurrency\n  value: \"2\"\n- name: batch\n  value: \"" + batch + "\"\n");
        database = StateConnection.open(settings.state());
        ledger = new Ledger(database);
        claims = new BatchClaims(ledger, new EndpointGate(clock), manners, whole, clock, "worker");
    }

    private void ask(int patients) {
        IntStream.range(0, patients)
                .forEach(number -> ledger.request(
                        new PatientKey(BridgeFixture.EHR, "p" + asked++), Trigger.COHORT, clock.instant()));
    }

    /** The sizes of the batches that are claimed next, when so many units are in work already. */
    private List<Integer> claimed(int inWork) {
        return claims.next(settings.hospital(BridgeFixture.EHR), inWork).stream()
                .map(batch -> batch.units().size())
                .toList();
    }
}
