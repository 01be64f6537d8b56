// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.TransportFaults;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that the EHR has forgotten starts that search again from its first page, a bounded number of times (EHR-NOTES 7). */
class PageExpiryTest {

    private static final Set<dev.stemgate.sandbox.Manner> TOKENS = Set.of(dev.stemgate.sandbox.Manner.CONTINUE_TOKEN);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {410, 400, 404})
    void aForgottenPageOfAKindIsReadAgainFromTheFirst(int status) {
        try (BridgeFixture fixture = cancerOnTheLastPage()) {
            fixture.sandbox()
                    .misbehave(TransportFaults.pageExpired(status)
                            .where(request -> isPageOf(request, "Condition"))
                            .first(2));
            fixture.startAndSettle();
            assertThat(screening(fixture).outcome()).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(screening(fixture).finding("hiv")).contains(Finding.ABSENT);
            assertThat(fixture.sandbox().requests().all())
                    .filteredOn(request -> request.path().equals("Condition")
                            && request.query().contains("patient="))
                    .as("the first page, and twice again")
                    .hasSize(3);
        }
    }

    @Test
    void pagesThatAreNeverThereLeaveTheKindIncomplete() {
        try (BridgeFixture fixture = cancerOnTheLastPage()) {
            fixture.sandbox()
                    .misbehave(TransportFaults.pageExpired(410).where(request -> isPageOf(request, "Condition")));
            fixture.startAndSettle();
            assertThat(screening(fixture).outcome()).isEqualTo(Outcome.INDETERMINATE);
            assertThat(screening(fixture).finding("hiv")).contains(Finding.UNKNOWN);
            assertThat(fixture.sandbox().requests().all())
                    .filteredOn(request -> isPageOf(request, "Condition"))
                    .as("bounded")
                    .hasSize(4);
            fixture.sandbox().misbehave(Fault.NONE);
            assertThat(screening(fixture.again()).outcome()).isEqualTo(Outcome.CONTRAINDICATED);
        }
    }

    @Test
    void aForgottenPageOfTheCohortCostsNobody() {
        try (BridgeFixture fixture = cancerOnTheLastPage()) {
            for (int number = 0; number < 6; number++) {
                fixture.given(patient("p" + number), irrelevant("p" + number + "-c", "p" + number));
            }
            fixture.sandbox()
                    .misbehave(TransportFaults.pageExpired(410)
                            .where(request -> isPageOf(request, "Patient"))
                            .every(3, 1)
                            .first(2));
            fixture.startAndSettle();
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 7L);
            assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
            fixture.bridge().progress().settle(BridgeFixture.EHR);
            assertThat(fixture.bridge().status().of(BridgeFixture.EHR))
                    .as("the cohort was read to its end")
                    .hasValueSatisfying(
                            state -> assertThat(state.completeUpTo()).isPresent());
        }
    }

    private BridgeFixture cancerOnTheLastPage() {
        SandboxSettings pages =
                SandboxSettings.empty().withPageSize(2).withMaxPageSize(2).withManners(TOKENS);
        return BridgeFixture.in(folder, pages)
                .given(patient("a"), irrelevant("a1", "a"), irrelevant("a2", "a"), breastCancer("a3", "a"));
    }

    private static boolean isPageOf(ReceivedRequest request, String type) {
        return request.path().equals(type) && request.asksForPage();
    }

    private static Screening screening(BridgeFixture fixture) {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, "a"),
                        BridgeFixture.core().version().id())
                .orElseThrow()
                .screening();
    }
}
