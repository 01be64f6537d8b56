// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.codes.StubTerminologyServer;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Rounds of a whole bridge beside a terminology server: what its answers, its silence and its mistakes do to a patient's result. */
class TerminologyServerRoundTest {

    private static final String CODE = "999000001";
    private static final String NAME = "Zzz of the yyy";

    @TempDir
    Path folder;

    private StubTerminologyServer server;
    private BridgeFixture fixture;

    @BeforeEach
    void oneCodeThatNoListKnows() throws IOException {
        server = new StubTerminologyServer();
        fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("c0", "a"), condition("c1", "a", CODE, NAME));
        fixture.given(
                """
                {"resourceType": "MedicationStatement", "id": "m1", "status": "active",
                 "medicationCodeableConcept": {"coding": [{"system": "http://www.whocc.no/atc", "code": "N02BE01"}]},
                 "subject": {"reference": "Patient/a"}}""");
    }

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void withoutAServerTheCodeIsToBeClassified() {
        fixture.startAndSettle();
        assertThat(screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(screening().toClassify()).hasSize(1);
    }

    @Test
    void yesDecidesAndSaysOnWhoseWord() {
        server.knows(CODE, NAME, "363346000");
        start("");
        assertThat(screening().outcome()).isEqualTo(Outcome.CONTRAINDICATED);
        assertThat(screening().criteria().stream()
                        .filter(result -> result.id().equals("active-malignancy"))
                        .map(CriterionResult::evidence)
                        .flatMap(List::stream))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.why())
                        .endsWith(
                                "Its code counts by hierarchy under 363346000 Malignant neoplastic disease (disorder),"
                                        + " said by the terminology server."));
        assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
    }

    @Test
    void noClearsOnlyWhereTheSiteSaysSo() {
        server.knows(CODE, NAME, "1");
        start("");
        assertThat(screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
        fixture.stopBridge();
        start("  underNone: irrelevant\n");
        assertThat(screening().outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
        assertThat(screening().toClassify()).isEmpty();
    }

    @Test
    void answersAreKeptOverRoundsAndRestarts() {
        server.knows(CODE, NAME, "363346000");
        start("");
        int asked = server.requests().size();
        assertThat(asked).isGreaterThan(10);
        fixture.again();
        fixture.stopBridge();
        start("");
        fixture.again();
        assertThat(server.requests()).hasSize(asked);
        assertThat(fixture.observationVersions())
                .as("and nothing new is written")
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatIsTooOldIsAskedForAgain() {
        server.knows(CODE, NAME, "363346000");
        start("");
        int asked = server.requests().size();
        fixture.stopBridge();
        server.knows(CODE, NAME, "1");
        fixture.startWithSettings(block(""), Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))
                .settle();
        assertThat(server.requests()).hasSize(2 * asked);
        assertThat(screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void anOutageLosesNobodyIsSaidOnceAndNamesNoCode() {
        fixture.given(patient("b"), irrelevant("d0", "b"), condition("d1", "b", "999000002", NAME));
        server.fails(request -> Reply.status(503, CODE + NAME));
        ListAppender<ILoggingEvent> log = listen();
        try {
            start("");
            fixture.again();
        } finally {
            root().detachAppender(log);
        }
        assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 0L).containsEntry(UnitState.PENDING, 0L);
        assertThat(fixture.sandbox().store().current("Observation")).hasSize(2);
        assertThat(screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(screening().toClassify()).hasSize(1);
        List<String> said =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(said).filteredOn(line -> line.contains("terminology server")).hasSize(1);
        assertThat(said).noneMatch(line -> line.contains(CODE) || line.contains(NAME));
    }

    @Test
    void aServerThatComesBackIsHeard() {
        server.knows(CODE, NAME, "363346000");
        server.fails(request -> Reply.status(422, ""));
        start("");
        assertThat(screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
        fixture.stopBridge();
        server.recover();
        start("");
        assertThat(screening().outcome()).isEqualTo(Outcome.CONTRAINDICATED);
    }

    @Test
    void anEmptyExpansionEndsTheStart() {
        server.expands("http://example.org/ValueSet/empty");
        assertThatThrownBy(() -> start("  valueSets: hiv include http://example.org/ValueSet/empty\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("stemgate.yaml")
                .hasMessageContaining("the expansion of http://example.org/ValueSet/empty came back empty");
    }

    @Test
    void aMemberOfAValueSetCounts() {
        server.knows(CODE, NAME, "1").expands("http://example.org/ValueSet/hiv", CODE, "1");
        start("  valueSets: hiv include http://example.org/ValueSet/hiv\n");
        assertThat(screening().outcome()).isEqualTo(Outcome.CONTRAINDICATED);
    }

    @Test
    void aValueSetThatCouldNotBeReadLetsNothingBeCleared() {
        server.knows(CODE, NAME, "1");
        start("  underNone: irrelevant\n  valueSets: hiv include http://example.org/ValueSet/not-there\n");
        assertThat(screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void aValueSetOfAnUnknownCriterionEndsTheStart() {
        assertThatThrownBy(() -> start("  valueSets: leprosy include http://example.org/ValueSet/x\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'leprosy'");
    }

    private void start(String more) {
        fixture.startWithSettings(block(more), Clock.systemUTC()).settle();
    }

    private String block(String more) {
        return "terminologyServer:\n  baseUrl: " + server.base() + "\n" + more;
    }

    private Screening screening() {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, "a"),
                        BridgeFixture.core().version().id())
                .orElseThrow()
                .screening();
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root().addAppender(log);
        return log;
    }

    private static Logger root() {
        Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        return root;
    }
}
