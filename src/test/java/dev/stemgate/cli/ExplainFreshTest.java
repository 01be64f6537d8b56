// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Records;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import dev.stemgate.state.StoredResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain --fresh} on a sandbox EHR: what it shows, how it compares, that it writes nothing, and what it says when it cannot. */
@Timeout(300)
class ExplainFreshTest {

    private static final PatientKey ANNA = new PatientKey(BridgeFixture.EHR, "anna");

    @TempDir
    Path folder;

    private BridgeFixture fixture;
    private Sandbox ehr;

    @BeforeEach
    void annaIsScreened() {
        fixture = BridgeFixture.in(folder)
                .given(Records.patient("anna"), Records.irrelevant("c1", "anna"))
                .startAndSettle();
        fixture.stopBridge();
        ehr = fixture.sandbox();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theSameDataIsNoDifferenceAndNothingIsWrittenAnywhere() {
        StoredResult stored = stored().orElseThrow();
        int steps = steps();
        long versions = ehr.store().versionCount();
        int asked = ehr.requests().all().size();

        Said said = explain("--fresh", "anna");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains(
                        "no-contraindication-found",
                        "as of " + LocalDate.now(),
                        "No difference to the stored screening")
                .contains("Nothing of this is written or stored");
        assertThat(ehr.requests().all().stream().skip(asked))
                .hasSizeGreaterThan(4)
                .extracting(ReceivedRequest::method)
                .containsOnly("GET");
        assertThat(ehr.store().versionCount()).isEqualTo(versions);
        assertThat(stored()).contains(stored);
        assertThat(steps()).isEqualTo(steps);
    }

    @Test
    void newDataIsShownWithWhatItChangesAndTheStoredScreeningStays() {
        fixture.given(Records.breastCancer("c2", "anna"), Records.brokenDate("c3", "anna"));
        Said said = explain("--fresh", "anna");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("Differs from the stored screening as of " + LocalDate.now() + " (written, confirmed as of ")
                .contains("outcome: no-contraindication-found -> contraindicated")
                .contains("active-malignancy: absent -> present; now Condition/c2 \"Malignant neoplasm of breast")
                .contains("Not readable Condition/c3: ");
        assertThat(explain("anna").out())
                .contains("no-contraindication-found", "Written as Observation/")
                .doesNotContain("c2");
    }

    @Test
    void asJsonTheScreeningComesFirstAndThenHowItDiffers() throws IOException {
        fixture.given(Records.breastCancer("c2", "anna"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : explain("--fresh", "--json", "anna").out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("asOf").asText()).isEqualTo(LocalDate.now().toString());
        assertThat(lines.get(1).path("differs").asBoolean()).isTrue();
        assertThat(lines.get(1).path("stored").path("status").asText()).isEqualTo("written");
        assertThat(lines.get(1).path("changes").findValuesAsText("what")).contains("outcome", "active-malignancy");
    }

    @Test
    void onAnotherDayTheSameDataMayMeanSomethingElse() {
        fixture.given(Records.condition("c2", "anna", "77386006", "Pregnant (finding)"));
        LocalDate day = LocalDate.now().minusDays(30).plusDays(301);
        Said said = explain("--fresh", "--as-of", day.toString(), "anna");
        assertThat(said.out())
                .contains("as of " + day + ", on data read " + LocalDate.now())
                .contains("pregnancy: absent -> possible");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void aKindThatIsRefusedMakesTheScreeningIncompleteAndIsNamed(int status) {
        ehr.misbehave(request -> request.type().equals("Condition") ? FaultAction.status(status) : FaultAction.pass());
        Said said = explain("--fresh", "anna");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("outcome: no-contraindication-found -> indeterminate")
                .containsPattern("Read +Condition: .*HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 503})
    void anEhrThatIsDownEndsWithExitCode4(int status) {
        ehr.misbehave(request -> FaultAction.status(status));
        endsWith(explain("--fresh", "anna"), ExitCode.REMOTE_UNAVAILABLE, "HTTP " + status);
    }

    @Test
    void anEhrThatGoesDownHalfWayIsNeverAHalfReadScreening() {
        ehr.misbehave(request -> request.type().equals("Condition") ? FaultAction.status(503) : FaultAction.pass());
        endsWith(explain("--fresh", "anna"), ExitCode.REMOTE_UNAVAILABLE, "HTTP 503");
    }

    @Test
    void anEhrThatIsNotThereEndsWithExitCode4() {
        ehr.close();
        endsWith(explain("--fresh", "anna"), ExitCode.REMOTE_UNAVAILABLE, "leave out --fresh");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 410})
    void aPatientWhoIsRefusedEndsWithExitCode3(int status) {
        ehr.misbehave(request -> request.type().equals("Patient") ? FaultAction.status(status) : FaultAction.pass());
        endsWith(explain("--fresh", "anna"), ExitCode.INPUT_UNUSABLE, "HTTP " + status);
    }

    @Test
    void aPatientWhomTheEhrDoesNotHaveEndsWithExitCode3() {
        endsWith(explain("--fresh", "nobody"), ExitCode.INPUT_UNUSABLE, "there is no patient nobody");
    }

    @Test
    void aMergedPatientIsNamedWithTheSurvivor() {
        fixture.given(Records.patient(
                        "anna",
                        "\"link\": [{\"other\": {\"reference\": \"Patient/maria\"}, \"type\": \"replaced-by\"}]")
                .replace("\"active\": true", "\"active\": false"));
        endsWith(explain("--fresh", "anna"), ExitCode.INPUT_UNUSABLE, "merged into maria");
    }

    @Test
    void aPatientWhoWasNeverScreenedIsShownWithoutAComparison() {
        fixture.given(Records.patient("berta"), Records.breastCancer("b1", "berta"));
        Said said = explain("--fresh", "berta");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("contraindicated", "Nothing is stored of this patient to compare with.");
    }

    @Test
    void anotherDayNeedsAFreshReading() {
        endsWith(explain("--as-of", "2026-01-31", "anna"), ExitCode.USAGE, "--as-of needs --fresh");
    }

    private Optional<StoredResult> stored() {
        try (Database database = StateConnection.open(settings().state())) {
            return new Results(database, new Ledger(database))
                    .last(ANNA, BridgeFixture.core().version().id());
        }
    }

    private int steps() {
        try (Database database = StateConnection.open(settings().state())) {
            return new Ledger(database)
                    .trace(ANNA).stream()
                            .mapToInt(trace -> trace.steps().size())
                            .sum();
        }
    }

    private BridgeSettings settings() {
        return BridgeFixture.settings(folder, ehr.baseUrl(), "observation", "");
    }

    private record Said(int code, String out, String err) {}

    private Said explain(String... arguments) {
        List<String> words = new ArrayList<>(List.of("explain", "--ehr", BridgeFixture.EHR, "--config"));
        words.add(folder.resolve("stemgate.yaml").toString());
        words.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    private static void endsWith(Said said, ExitCode code, String part) {
        assertThat(said.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("stemgate: ").contains(part));
        assertThat(said.code()).isEqualTo(code.number());
        assertThat(said.out()).isEmpty();
    }
}
