// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.codes.FhirTerminologyServer;
import dev.stemgate.fhir.codes.StubTerminologyServer;
import dev.stemgate.route.config.Login;
import dev.stemgate.route.config.TerminologyServerSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.TerminologyAnswers;
import dev.stemgate.state.TestDatabase;
import dev.stemgate.terminology.AskedCode;
import dev.stemgate.terminology.ServerAnswer.Under;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the server is asked, when it is left alone, and what the health check says of it. */
class TerminologyLookupTest {

    private static final AskedCode ONE = new AskedCode("http://snomed.info/sct", "999000001");
    private static final AskedCode TWO = new AskedCode("http://snomed.info/sct", "999000002");

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private StubTerminologyServer stub;
    private FhirTerminologyServer server;
    private Database database;
    private TerminologyLookup lookup;

    @BeforeEach
    void open() throws IOException {
        stub = new StubTerminologyServer();
        database = TestDatabase.H2.open(folder);
        TerminologyServerSettings settings = new TerminologyServerSettings(
                folder.resolve("stemgate.yaml"),
                stub.base(),
                new Login.None(),
                Duration.ofSeconds(5),
                Duration.ofDays(7),
                false,
                List.of());
        server = new FhirTerminologyServer(settings.fhirSettings());
        lookup = new TerminologyLookup(
                settings, BridgeFixture.core().terminology(), server, new TerminologyAnswers(database), clock);
        lookup.open();
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
        stub.close();
    }

    @Test
    void aServerThatDoesNotAnswerIsLeftAloneForAMinuteAndThenHeardAgain() {
        stub.fails(request -> Reply.status(503, ""));
        assertThat(lookup.answers(Set.of(ONE, TWO)).codes()).isEmpty();
        assertThat(stub.requests()).as("one question for two codes").hasSize(1);
        assertThat(health()).isEqualTo("degraded");

        stub.knows(ONE.code(), "One", "363346000").recover();
        assertThat(lookup.answers(Set.of(ONE)).codes()).isEmpty();
        assertThat(stub.requests()).hasSize(1);

        clock.now = clock.now.plusSeconds(61);
        assertThat(lookup.answers(Set.of(ONE)).codes()).containsEntry(ONE, new Under(Set.of("363346000"), "One"));
        assertThat(health()).isEqualTo("answers");
    }

    @Test
    void whatCouldNotBeSaidIsAskedForAgainAfterMinutes() {
        assertThat(lookup.answers(Set.of(ONE)).codes()).isEmpty();
        assertThat(lookup.answers(Set.of(ONE)).codes()).isEmpty();
        assertThat(stub.requests()).as("a code that the server does not know").hasSize(1);
        assertThat(health()).as("an answer all the same").isEqualTo("answers");

        stub.knows(ONE.code(), "One", "363346000");
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertThat(lookup.answers(Set.of(ONE)).codes()).containsOnlyKeys(ONE);
    }

    @Test
    void oneRefusedCodeDoesNotStopTheOthers() {
        stub.knows(TWO.code(), "Two", "363346000");
        stub.failsFor(ONE.code(), Reply.status(422, ""));
        assertThat(lookup.answers(Set.of(ONE, TWO)).codes()).containsOnlyKeys(TWO);
        assertThat(stub.requests()).hasSizeGreaterThan(2);
    }

    /** Never down: screening goes on without it. */
    private String health() {
        HealthCheck.Result result = new TerminologyHealthCheck(lookup).call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        return String.valueOf(result.getDetails().get("state"));
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone is enough");
        }
    }
}
