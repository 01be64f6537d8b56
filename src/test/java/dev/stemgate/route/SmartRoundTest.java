// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKeys;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.SmartAuthorization;
import dev.stemgate.sandbox.SmartSettings;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The whole bridge against an EHR that wants SMART Backend Services to the letter. */
class SmartRoundTest {

    private static final String CLIENT = "stemgate-client";

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private SmartAuthorization authorization;

    @BeforeEach
    void listen() {
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    /** Tokens of two seconds, and all of them revoked in the middle of a search: every patient still gets the stated outcome. */
    @ParameterizedTest
    @EnumSource(NewKey.class)
    void everyoneIsScreenedWithTokensThatEndWhilePagesAreRead(NewKey algorithm) throws Exception {
        makeKey(algorithm, settings -> settings.withTokenLife(Duration.ofSeconds(2)));
        AtomicInteger pages = new AtomicInteger();
        try (Sandbox ehr = Sandbox.start(SandboxSettings.demo(DemoRoundTest.AS_OF), authorization)) {
            ehr.misbehave(request -> {
                if (request.query().contains("_getpages") && pages.incrementAndGet() == 2) {
                    authorization.revokeAll();
                }
                return FaultAction.pass();
            });
            Clock noon = Clock.fixed(DemoRoundTest.AS_OF.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
            try (Bridge bridge = Bridge.start(
                    BridgeFixture.settings(folder, ehr.baseUrl(), "observation", login("key.jwk")),
                    BridgeFixture.core(),
                    noon)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> bridge.rounds(BridgeFixture.EHR) > 0
                                && bridge.ledger().openCount(BridgeFixture.EHR) == 0);
                Map<String, String> stated = DemoRoundTest.stated();
                stated.values().removeIf(DemoRoundTest.RE_KEYED::equals);
                Map<String, String> outcomes = bridge.results().newest(BridgeFixture.EHR).stream()
                        .collect(Collectors.toMap(
                                result -> result.screening().patient().patientId(),
                                result -> result.screening().outcome().code(),
                                (one, other) -> one,
                                TreeMap::new));
                assertThat(outcomes).isEqualTo(stated);
                assertThat(pages).hasValueGreaterThanOrEqualTo(2);
                assertThat(authorization.tokensIssued()).isGreaterThanOrEqualTo(2);
                assertThat(authorization.refusals()).isEmpty();
            }
            assertNoTokenWasLogged(ehr);
        }
    }

    @Test
    void aSmallerGrantMakesWhatItDoesNotReachIncompleteAndIsSaid() {
        makeKey(
                NewKey.ES384,
                settings -> settings.withWithheld("system/MedicationRequest.rs", "system/MedicationStatement.rs"));
        try (BridgeFixture fixture = fixture()) {
            fixture.start("observation", login("key.jwk")).settle();
            assertThat(fixture.bridge().results().newest(BridgeFixture.EHR))
                    .hasSize(2)
                    .allSatisfy(result ->
                            assertThat(result.screening().outcome().code()).isEqualTo("indeterminate"));
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 2L);
            assertThat(said())
                    .anyMatch(line -> line.contains("not readable, so incomplete for every patient:"
                            + " MedicationStatement, MedicationRequest"));
            assertNoTokenWasLogged(fixture.sandbox());
        }
    }

    @Test
    void withoutAScopeToWriteEveryResultIsADeadLetterAndItIsSaid() {
        makeKey(NewKey.ES384, settings -> settings.withWithheld("system/Observation.crus", "system/Provenance.c"));
        try (BridgeFixture fixture = fixture()) {
            fixture.start("observation", login("key.jwk")).settle();
            assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 2L);
            assertThat(fixture.bridge().deadLetters().counts()).containsEntry(Reason.ACCESS_DENIED, 2L);
            assertThat(fixture.observationVersions()).isZero();
            assertThat(said()).anyMatch(line -> line.contains("NOT WRITABLE"));
        }
    }

    @Test
    void aKeyThatTheHospitalDoesNotKnowPausesTheEhrAndCostsNoUnit() {
        makeKey(NewKey.ES384, settings -> settings);
        NewKey.ES384.writeTo(folder.resolve("other.jwk"));
        try (BridgeFixture fixture = fixture()) {
            fixture.start("observation", login("other.jwk"));
            Awaitility.await()
                    .until(() -> fixture.bridge().status().of(BridgeFixture.EHR).isPresent());
            assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
            assertThat(fixture.bridge()
                            .status()
                            .of(BridgeFixture.EHR)
                            .orElseThrow()
                            .lastErrorCode())
                    .isEqualTo("token-invalid-client");
            assertThat(said())
                    .anyMatch(line -> line.contains("unavailable (token-invalid-client)")
                            && line.contains("check clientId, keyFile"));
            assertThat(authorization.refusals()).isNotEmpty().allMatch("invalid_client: kid is not registered"::equals);
            assertThat(said()).noneMatch(line -> line.contains("kid is not registered") || line.contains("eyJ"));
        }
    }

    private BridgeFixture fixture() {
        return BridgeFixture.on(folder, Sandbox.start(SandboxSettings.empty(), authorization))
                .given(patient("a"), irrelevant("a1", "a"), patient("b"), irrelevant("b1", "b"));
    }

    private void makeKey(NewKey algorithm, UnaryOperator<SmartSettings> change) {
        SigningKeys keys = new SigningKeys(algorithm.writeTo(folder.resolve("key.jwk")), Optional.empty());
        authorization = new SmartAuthorization(change.apply(SmartSettings.of(CLIENT, keys.jwks())));
    }

    private String login(String keyFile) {
        return "- name: auth\n  value: smart\n- name: clientId\n  value: " + CLIENT + "\n- name: keyFile\n  value: "
                + folder.resolve(keyFile);
    }

    private void assertNoTokenWasLogged(Sandbox ehr) {
        List<String> tokens = ehr.requests().all().stream()
                .flatMap(request -> request.header("Authorization").stream())
                .map(header -> header.substring("Bearer ".length()))
                .distinct()
                .toList();
        assertThat(tokens).isNotEmpty();
        assertThat(said())
                .noneMatch(line -> line.contains("eyJ") || tokens.stream().anyMatch(line::contains));
    }

    private List<String> said() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
