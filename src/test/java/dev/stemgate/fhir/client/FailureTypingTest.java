// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.client.MalformedResponseException.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTypingTest {

    private static final String NAME = "Zanzibar-Canary";
    private static final String TOKEN = "canary-token-77aa";
    private static final String OUTCOME = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
            + "\"code\":\"%s\",\"diagnostics\":\"%s\",\"details\":{\"coding\":[{\"code\":\"59188\"}]}}]}";

    private FakeEhr ehr;
    private EhrClients clients;
    private IGenericClient client;

    @BeforeEach
    void start() throws IOException {
        ehr = new FakeEhr();
        clients = new EhrClients(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
        client = clients.clientFor(settings());
    }

    @AfterEach
    void stop() {
        clients.close();
        ehr.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 429, 500, 502, 503, 504})
    void troubleOfTheEndpointIsUnavailable(int status) {
        ehr.answers(Reply.status(status, OUTCOME.formatted("throttled", NAME)));
        EhrUnavailableException thrown =
                catchThrowableOfType(EhrUnavailableException.class, () -> search("Condition?patient=" + NAME));
        assertThat(thrown.status()).isEqualTo(status);
        assertThat(thrown.issueCodes()).containsExactly("throttled", "59188");
        assertSilent(thrown);
    }

    @Test
    void retryAfterIsReadInSecondsAndAsADate() {
        ehr.answers(Reply.status(503, "").with("Retry-After", "120"));
        assertThat(unavailable().retryAfter()).contains(Duration.ofSeconds(120));
        ehr.answers(Reply.status(429, "").with("Retry-After", "86400"));
        assertThat(unavailable().retryAfter()).contains(Duration.ofSeconds(300));
        ehr.answers(Reply.status(429, "").with("Retry-After", "soon"));
        assertThat(unavailable().retryAfter()).isEmpty();
        Optional<String> date = Optional.of("Thu, 01 Jan 2026 10:00:00 GMT");
        assertThat(RetryAfter.parse(Optional.of("Thu, 01 Jan 2026 10:00:45 GMT"), date, Clock.systemUTC()))
                .contains(Duration.ofSeconds(45));
        assertThat(RetryAfter.parse(Optional.of("Thu, 01 Jan 2026 09:00:00 GMT"), date, Clock.systemUTC()))
                .contains(Duration.ZERO);
        assertThat(RetryAfter.parse(Optional.of("99999999999999999999"), date, Clock.systemUTC()))
                .contains(Duration.ofSeconds(300));
    }

    @Test
    void forbiddenIsAccessDenied() {
        ehr.answers(Reply.status(403, OUTCOME.formatted("forbidden", NAME)));
        assertThatThrownBy(() -> search("Condition?patient=1")).isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void aTypeThatIsNotThereIsNotServed(int status) {
        ehr.answers(Reply.status(status, "<html>no</html>"));
        assertThatThrownBy(() -> search("MedicationStatement?patient=1")).isInstanceOf(NotServedException.class);
        assertThatThrownBy(() ->
                        client.read().resource(Medication.class).withId("1").execute())
                .isInstanceOf(RequestRefusedException.class);
        assertThatThrownBy(() -> client.create().resource(new Observation()).execute())
                .isInstanceOf(RequestRefusedException.class);
    }

    @Test
    void badRequestIsNotServedOnlyWhenTheTypeItselfIsUnknown() {
        ehr.answers(
                Reply.status(400, OUTCOME.formatted("not-supported", "Unknown resource type 'MedicationStatement'")));
        assertThatThrownBy(() -> search("MedicationStatement?patient=1")).isInstanceOf(NotServedException.class);
        ehr.answers(Reply.status(
                400, OUTCOME.formatted("not-supported", "Unknown search parameter _include for resource type X")));
        RequestRefusedException refused =
                catchThrowableOfType(RequestRefusedException.class, () -> search("MedicationStatement?patient=1"));
        assertThat(new String(refused.serverWords(), StandardCharsets.UTF_8)).contains("Unknown search parameter");
        assertThat(refused).hasMessageNotContaining("parameter");
    }

    @Test
    void conflictsAndGoneHaveTheirTypes() {
        ehr.answers(Reply.status(409, ""));
        assertThatThrownBy(() -> client.update().resource(observation()).execute())
                .isInstanceOf(WriteConflictException.class);
        ehr.answers(Reply.status(412, ""));
        assertThatThrownBy(() -> client.transaction().withBundle(transaction()).execute())
                .isInstanceOf(WriteConflictException.class);
        ehr.answers(Reply.status(410, ""));
        assertThatThrownBy(() -> search("Condition?page=2")).isInstanceOf(GoneException.class);
        ehr.answers(Reply.status(422, OUTCOME.formatted("business-rule", NAME)));
        RequestRefusedException refused = catchThrowableOfType(
                RequestRefusedException.class,
                () -> client.update().resource(observation()).execute());
        assertThat(refused.issueCodes()).containsExactly("business-rule", "59188");
        assertSilent(refused);
    }

    @Test
    void aLoginPageIsMalformed() {
        ehr.answers(new Reply(200, "text/html", ("<html>" + NAME).getBytes(StandardCharsets.UTF_8), Map.of()));
        MalformedResponseException thrown = malformed();
        assertThat(thrown.fault()).isEqualTo(Fault.WRONG_CONTENT_TYPE);
        assertThat(new String(thrown.body(), StandardCharsets.UTF_8)).contains(NAME);
        assertSilent(thrown);
    }

    @Test
    void aCutOffAnswerIsTroubleOnTheWay() {
        String whole = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"id\":\"a\"}}]}";
        for (int length = 1; length < whole.length(); length++) {
            ehr.answers(Reply.json(whole.substring(0, length)));
            assertThatThrownBy(() -> search("Condition?patient=1"))
                    .as(Integer.toString(length))
                    .isInstanceOf(EhrUnavailableException.class);
        }
    }

    @Test
    void aRedirectSaysItsIssueCode() {
        ehr.answers(Reply.status(302, OUTCOME.formatted("processing", NAME).replace("59188", "4107")));
        UnexpectedRedirectException redirect =
                catchThrowableOfType(UnexpectedRedirectException.class, () -> search("Patient?_id=1"));
        assertThat(redirect.issueCodes()).contains("4107");
    }

    @Test
    void strangeAnswersAreMalformed() {
        assertThat(fault("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"} trailing"))
                .isEqualTo(Fault.NOT_JSON);
        assertThat(fault("{\"resourceType\":\"Bundle\",\"entry\":[],\"entry\":[]}"))
                .isEqualTo(Fault.NOT_JSON);
        assertThat(fault("[]")).isEqualTo(Fault.NOT_JSON);
        assertThat(fault("{}")).isEqualTo(Fault.NOT_FHIR);
        assertThat(fault("")).isEqualTo(Fault.EMPTY);
        assertThat(fault("{\"resourceType\":\"OperationOutcome\"}")).isEqualTo(Fault.WRONG_RESOURCE);
    }

    @Test
    void anAnswerBeyondTheLimitIsMalformed() {
        ehr.answers(Reply.json(
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"id\":\"" + "x".repeat(200_000) + "\"}"));
        client = clients.clientFor(settings().withLimits(new EhrSettings.Limits(2, 5, 10, 100_000)));
        assertThat(malformed().fault()).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void aTransactionResponseThatCannotBeReadIsMalformed() {
        ehr.answers(
                Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":"
                        + "{\"status\":\"201\",\"lastModified\":\"not a date\"}}]}"));
        assertThatThrownBy(() -> client.transaction().withBundle(transaction()).execute())
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void aTransactionResponsePassesUntouched() {
        ehr.answers(
                Reply.json(
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"resource\":"
                                + "{\"resourceType\":\"Observation\",\"id\":\"1\"},\"response\":{\"status\":\"201 Created\"}}]}"));
        Bundle answer = client.transaction().withBundle(transaction()).execute();
        assertThat(answer.getEntryFirstRep().getResource()).isInstanceOf(Observation.class);
    }

    @Test
    void aWriteMayBeAnsweredWithoutABody() {
        ehr.answers(Reply.status(201, "").with("Location", ehr.base() + "/Observation/7/_history/1"));
        assertThat(client.create().resource(new Observation()).execute().getId().getIdPart())
                .isEqualTo("7");
    }

    @Test
    void brokenCompressionIsUnavailable() {
        ehr.answers(Reply.json("{\"not\":\"gzip\"}").with("Content-Encoding", "gzip"));
        assertThat(unavailable().status()).isZero();
    }

    @Test
    void noConnectionAndUnknownHostAreUnavailable() {
        ehr.close();
        assertThat(unavailable().status()).isZero();
        client = clients.clientFor(
                EhrSettings.of("gone", URI.create("https://no-such-host.invalid/fhir"), Authorization.NONE));
        assertThat(unavailable().status()).isZero();
    }

    @Test
    void silenceAndAHungUpLineAreUnavailable() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            client = clients.clientFor(EhrSettings.of(
                            "silent",
                            URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/fhir"),
                            Authorization.NONE)
                    .withTimeouts(new EhrSettings.Timeouts(Duration.ofSeconds(2), Duration.ofMillis(200))));
            assertThat(unavailable().getMessage()).contains("SocketTimeoutException");
            Thread cut = new Thread(() -> answerHalf(silent, done));
            cut.start();
            assertThat(unavailable().status()).isZero();
            done.await();
        }
    }

    @Test
    void aTokenThatCannotBeHadIsUnavailable() {
        client = clients.clientFor(EhrSettings.of("main", ehr.base(), new Authorization.Bearer(() -> {
            throw new IllegalStateException("token " + TOKEN);
        })));
        EhrUnavailableException thrown = unavailable();
        assertThat(thrown.status()).isEqualTo(401);
        assertSilent(thrown);
        assertThat(ehr.requests()).isEmpty();
    }

    private static void answerHalf(ServerSocket server, CountDownLatch done) {
        try {
            server.accept().close();
            Socket second = server.accept();
            second.getInputStream().read(new byte[4096]);
            second.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 500\r\n\r\n{\"res"
                            .getBytes(StandardCharsets.US_ASCII));
            second.close();
        } catch (IOException closed) {
            throw new java.io.UncheckedIOException(closed);
        } finally {
            done.countDown();
        }
    }

    private EhrSettings settings() {
        return EhrSettings.of("main", ehr.base(), Authorization.bearer(Secret.of(TOKEN)));
    }

    private EhrUnavailableException unavailable() {
        return catchThrowableOfType(EhrUnavailableException.class, () -> search("Condition?patient=" + NAME));
    }

    private MalformedResponseException malformed() {
        return catchThrowableOfType(MalformedResponseException.class, () -> search("Condition?patient=" + NAME));
    }

    private Fault fault(String body) {
        ehr.answers(Reply.json(body));
        return malformed().fault();
    }

    private static void assertSilent(Throwable thrown) {
        java.io.StringWriter all = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(all));
        assertThat(all.toString()).doesNotContain(NAME).doesNotContain(TOKEN);
    }

    private Bundle search(String url) {
        return (Bundle) client.search().byUrl(url).execute();
    }

    private static Observation observation() {
        Observation observation = new Observation();
        observation.setId("Observation/1");
        return observation;
    }

    private static Bundle transaction() {
        return new Bundle().setType(Bundle.BundleType.TRANSACTION);
    }
}
