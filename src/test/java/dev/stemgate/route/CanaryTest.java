// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.CANARY_NAME;
import static dev.stemgate.route.Records.CANARY_SSN;
import static dev.stemgate.route.Records.brokenDate;
import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.ReplaySelection;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.state.Actor;
import dev.stemgate.state.UnitState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * A canary name, a canary SSN and a canary token go through success and every failure, and appear in no log line, on no stream, in
 * no dead letter's metadata and in no file name (DESIGN, invariant 5). The levels are those that the product ships.
 */
class CanaryTest {

    private static final String TOKEN = "canary-token-5e1f";
    private static final String WORDS = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
            + "\"code\":\"invalid\",\"diagnostics\":\"" + CANARY_NAME + " is refused\"}]}";

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                named("no fault", request -> FaultAction.pass()),
                named("the write is refused", request -> on(request, "POST", 422)),
                named("the write conflicts", request -> on(request, "POST", 409)),
                named("everything is refused", request -> answer(400)),
                named("access is denied", request -> answer(403)),
                named("unauthorised", request -> answer(401)),
                named("server error", request -> answer(500)),
                named(
                        "redirect",
                        request -> new FaultAction.Answer(
                                307, Map.of("Location", "http://127.0.0.1:1/" + CANARY_NAME), CANARY_NAME)),
                named(
                        "login page",
                        request -> new FaultAction.Answer(
                                200, Map.of("Content-Type", "text/html"), "<html>" + CANARY_NAME + "</html>")),
                named("broken off", request -> new FaultAction.BreakOff(120)),
                named(
                        "foreign next link",
                        request -> new FaultAction.Rewrite(body -> body.replace(
                                "\"type\":\"searchset\"",
                                "\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"http://127.0.0.1:1/"
                                        + CANARY_NAME + "\"}]"))),
                named("no JSON", request -> new FaultAction.Rewrite(body -> CANARY_NAME + body)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void nameNumberAndTokenAppearNowhere(String name, Function<ReceivedRequest, FaultAction> fault) throws Exception {
        ByteArrayOutputStream streams = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ListAppender<ILoggingEvent> log = listen();
        System.setOut(new PrintStream(streams, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(streams, true, StandardCharsets.UTF_8));
        List<String> metadata;
        try {
            metadata = run(fault);
        } finally {
            System.setOut(out);
            System.setErr(err);
            root().detachAppender(log);
        }
        List<String> places = new ArrayList<>(metadata);
        places.add(streams.toString(StandardCharsets.UTF_8));
        for (ILoggingEvent event : List.copyOf(log.list)) {
            places.add(event.getFormattedMessage() + " "
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        assertThat(log.list).as("the bridge says something").isNotEmpty();
        assertThat(places)
                .noneMatch(place -> place.contains(CANARY_NAME) || place.contains(CANARY_SSN) || place.contains(TOKEN));
    }

    @Test
    void noPatientsIdStandsInALetterInAnExportInTheAuditOrInTheLog() throws Exception {
        String id = "canary-id-93";
        ListAppender<ILoggingEvent> log = listen();
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient(id), irrelevant("a1", id))) {
            fixture.sandbox().store().putRaw("Condition", "a2", id, brokenDate("a2", id));
            fixture.sandbox().misbehave(request -> on(request, "POST", 422));
            fixture.startAndSettle();
            DeadLetterDesk desk = fixture.bridge().desk(Preview.NONE);
            List<DeadLetter> letters = fixture.bridge().deadLetters().find(LetterFilter.all());
            assertThat(letters).hasSize(2);
            for (DeadLetter letter : letters) {
                assertThat(desk.show(letter.id(), Actor.BRIDGE).patient()).isPresent();
                desk.replay(ReplaySelection.of(letter.id()).thoughTheBytesFail(), Actor.BRIDGE);
                assertThat(letter + desk.export(letter.id(), Actor.BRIDGE) + desk.auditOf(letter.id()))
                        .doesNotContain(id);
            }
        } finally {
            root().detachAppender(log);
        }
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(id));
    }

    @Test
    void theCanaryWouldBeHeard() {
        ListAppender<ILoggingEvent> log = listen();
        LoggerFactory.getLogger(CanaryTest.class).warn("the bird {}", CANARY_NAME);
        root().detachAppender(log);
        assertThat(log.list).anyMatch(event -> event.getFormattedMessage().contains(CANARY_NAME));
    }

    /** Runs a round against the fault and returns the dead letters' metadata, the ledger's steps and the file names. */
    private List<String> run(Function<ReceivedRequest, FaultAction> fault) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(
                        patient("a"),
                        irrelevant("a1", "a"),
                        patient("b"),
                        condition("b1", "b", "4711", CANARY_NAME + " syndrome"))) {
            fixture.sandbox()
                    .store()
                    .putRaw("Condition", "a2", "a", brokenDate("a2", "a").replace("not a date", CANARY_NAME));
            fixture.given(observation("a3", "\"valueString\": \"" + CANARY_NAME + "\""));
            fixture.sandbox()
                    .store()
                    .putRaw("Observation", "a4", "a", observation("a4", "\"valueBoolean\": \"" + CANARY_NAME + "\""));
            fixture.sandbox().misbehave(fault::apply);
            fixture.start("observation", "- name: auth\n  value: bearer\n- name: tokenFile\n  value: " + token);
            Awaitility.await()
                    .until(() -> fixture.bridge().rounds(BridgeFixture.EHR) > 0
                            || fixture.bridge().isDown(BridgeFixture.EHR)
                            || !fixture.bridge().deadLetters().counts().isEmpty());
            fixture.bridge().runRound(BridgeFixture.EHR);
            assertThat(fixture.sandbox().requests().all())
                    .as("the token is really sent")
                    .anyMatch(request -> request.headers().toString().contains(TOKEN));
            List<String> found = new ArrayList<>();
            for (DeadLetter letter : fixture.bridge().deadLetters().find(LetterFilter.all())) {
                found.add(letter.toString());
                found.add(fixture.bridge().desk(Preview.NONE).export(letter.id(), Actor.BRIDGE));
                found.add(
                        fixture.bridge().desk(Preview.NONE).auditOf(letter.id()).toString());
            }
            for (String id : List.of("a", "b")) {
                fixture.bridge()
                        .ledger()
                        .trace(new dev.stemgate.model.PatientKey(BridgeFixture.EHR, id))
                        .forEach(trace -> found.add(trace.toString()));
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.forEach(file -> found.add(file.toString()));
            }
            assertThat(fixture.counts().get(UnitState.WRITTEN)).isNotNull();
            return found;
        }
    }

    /** An Observation that is asked for by its code; its value is personal data. */
    private static String observation(String id, String value) {
        return """
                {"resourceType": "Observation", "id": "%s", "status": "final", "subject": {"reference": "Patient/a"},
                 "code": {"coding": [{"system": "http://loinc.org", "code": "1988-5"}]}, %s}"""
                .formatted(id, value);
    }

    private static Arguments named(String name, Function<ReceivedRequest, FaultAction> fault) {
        return Arguments.of(name, fault);
    }

    private static FaultAction on(ReceivedRequest request, String method, int status) {
        return request.method().equals(method) ? answer(status) : FaultAction.pass();
    }

    private static FaultAction answer(int status) {
        return new FaultAction.Answer(status, Map.of("Content-Type", "application/fhir+json"), WORDS);
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        appender.start();
        root().addAppender(appender);
        assertThat(root().getLevel()).isEqualTo(Level.WARN);
        return appender;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
