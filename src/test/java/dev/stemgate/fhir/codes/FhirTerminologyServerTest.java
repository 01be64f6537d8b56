// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.client.Secret;
import dev.stemgate.terminology.AskedCode;
import dev.stemgate.terminology.Expansion;
import dev.stemgate.terminology.ServerAnswer.CannotSay;
import dev.stemgate.terminology.ServerAnswer.Reason;
import dev.stemgate.terminology.ServerAnswer.Under;
import dev.stemgate.terminology.ServerAnswer.UnderNone;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Yes, no and cannot say, over HTTP, through the guarded client. */
class FhirTerminologyServerTest {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final AskedCode CODE = new AskedCode(SNOMED, "999000001");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<String> ROOTS = List.of("363346000", "73211009");

    private StubTerminologyServer stub;
    private FhirTerminologyServer server;

    @BeforeEach
    void start() throws IOException {
        stub = new StubTerminologyServer();
        server = new FhirTerminologyServer(
                EhrSettings.of("terminology-server", stub.base(), Authorization.bearer(Secret.of("a-token")))
                        .withTimeouts(new EhrSettings.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(400))));
    }

    @AfterEach
    void stop() {
        server.close();
        stub.close();
    }

    @Test
    void yesNamesTheRootsAndTheServersName() {
        stub.knows("999000001", "Made-up carcinoma", "363346000", "1");
        assertThat(server.ask(CODE, ROOTS, LONG)).isEqualTo(new Under(Set.of("363346000"), "Made-up carcinoma"));
        assertThat(stub.requests()).hasSize(3).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("Authorization", List.of("Bearer a-token")));
        assertThat(StubTerminologyServer.parameters(stub.requests().get(1)))
                .containsOnlyKeys("system", "codeA", "codeB")
                .containsEntry("codeA", "363346000")
                .containsEntry("codeB", "999000001");
    }

    @Test
    void noIsSaidOnlyOfACodeThatTheServerKnows() {
        stub.knows("999000001", "Made-up bruise", "1");
        assertThat(server.ask(CODE, ROOTS, LONG)).isEqualTo(new UnderNone("Made-up bruise"));
        assertThat(server.ask(new AskedCode(SNOMED, "999000002"), ROOTS, LONG))
                .isEqualTo(new CannotSay(Reason.UNKNOWN_CODE));
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{', UNAVAILABLE",
        "200, '<html>', MALFORMED",
        "200, '', MALFORMED",
        "200, '{\"resourceType\":\"OperationOutcome\",\"issue\":[]}', MALFORMED",
        "200, '{\"resourceType\":\"Parameters\"}', MALFORMED",
        "400, '', REFUSED",
        "404, '', REFUSED",
        "403, '', REFUSED",
        "422, '', REFUSED",
        "307, '', REFUSED",
        "401, '', UNAVAILABLE",
        "429, '', UNAVAILABLE",
        "500, 'Internal', UNAVAILABLE",
        "503, '', UNAVAILABLE"
    })
    void whateverGoesWrongIsCannotSay(int status, String body, Reason reason) {
        stub.fails(request -> Reply.status(status, body));
        assertThat(server.ask(CODE, ROOTS, LONG)).isEqualTo(new CannotSay(reason));
        Expansion expansion = server.expand("http://example.org/ValueSet/x");
        assertThat(expansion).isInstanceOf(Expansion.CannotSay.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"perhaps", ""})
    void anOutcomeThatFhirDoesNotKnowIsNoNo(String outcome) {
        stub.fails(request -> request.uri().contains("validate-code")
                ? StubTerminologyServer.parameters("{\"name\": \"result\", \"valueBoolean\": true}")
                : StubTerminologyServer.parameters(
                        "{\"name\": \"outcome\"" + (outcome.isEmpty() ? "" : ", \"valueCode\": \"perhaps\"") + "}"));
        assertThat(server.ask(CODE, ROOTS, LONG)).isEqualTo(new CannotSay(Reason.MALFORMED));
    }

    @Test
    void oneRootThatTheServerDoesNotKnowMakesItCannotSay() {
        stub.knows("999000001", "Made-up carcinoma", "363346000");
        stub.fails(request -> request.uri().contains("73211009")
                ? Reply.status(404, "")
                : request.uri().contains("validate-code")
                        ? StubTerminologyServer.parameters("{\"name\": \"result\", \"valueBoolean\": true}")
                        : StubTerminologyServer.parameters("{\"name\": \"outcome\", \"valueCode\": \"subsumes\"}"));
        assertThat(server.ask(CODE, ROOTS, LONG)).isEqualTo(new CannotSay(Reason.REFUSED));
    }

    @Test
    void silenceIsCannotSay() {
        CountDownLatch never = new CountDownLatch(1);
        stub.fails(request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.status(500, "");
        });
        assertThat(server.ask(CODE, ROOTS, LONG)).isEqualTo(new CannotSay(Reason.UNAVAILABLE));
        never.countDown();
    }

    @Test
    void aServerThatIsNotThereIsCannotSay() {
        stub.close();
        assertThat(server.ask(CODE, ROOTS, LONG)).isEqualTo(new CannotSay(Reason.UNAVAILABLE));
        assertThat(server.expand("http://example.org/ValueSet/x"))
                .isEqualTo(new Expansion.CannotSay(Reason.UNAVAILABLE));
    }

    @Test
    void timeThatIsUsedUpIsCannotSay() {
        stub.knows("999000001", "Made-up bruise", "1");
        assertThat(server.ask(CODE, ROOTS, Duration.ZERO)).isEqualTo(new CannotSay(Reason.OUT_OF_TIME));
    }

    @Test
    void anEmptyExpansionIsToldApart() {
        stub.expands("http://example.org/ValueSet/none");
        assertThat(server.expand("http://example.org/ValueSet/none")).isEqualTo(new Expansion.Empty());
        stub.fails(request -> Reply.json("{\"resourceType\": \"ValueSet\", \"expansion\": {}}"));
        assertThat(server.expand("http://example.org/ValueSet/none"))
                .as("an expansion without content is not even an expansion")
                .isIn(new Expansion.Empty(), new Expansion.CannotSay(Reason.MALFORMED));
    }

    @Test
    void anExpansionIsReadToItsLastPage() {
        stub.fails(request -> page(request.uri(), 2345));
        assertThat(server.expand("http://example.org/ValueSet/many"))
                .isInstanceOfSatisfying(Expansion.Members.class, members -> assertThat(members.codes())
                        .hasSize(2345)
                        .contains(new AskedCode(SNOMED, "0"), new AskedCode(SNOMED, "2344")));
    }

    @Test
    void anExpansionThatRepeatsItsFirstPageOrEndsEarlyIsNotRead() {
        stub.fails(request -> page("offset=0", 2345));
        assertThat(server.expand("http://example.org/ValueSet/many"))
                .isEqualTo(new Expansion.CannotSay(Reason.MALFORMED));
        stub.fails(
                request -> Reply.json(
                        """
                {"resourceType": "ValueSet", "status": "active", "expansion": {
                    "timestamp": "2026-01-01T00:00:00Z", "total": 5}}"""));
        assertThat(server.expand("http://example.org/ValueSet/many"))
                .isEqualTo(new Expansion.CannotSay(Reason.MALFORMED));
    }

    @Test
    void headingsAreNoMembersAndWhatIsBelowThemIs() {
        stub.fails(
                request -> Reply.json(
                        """
                {"resourceType": "ValueSet", "status": "active", "expansion": {"timestamp": "2026-01-01T00:00:00Z",
                    "contains": [{"abstract": true, "system": "urn:x", "code": "heading",
                        "contains": [{"system": "urn:x", "code": "1"}]}]}}"""));
        assertThat(server.expand("http://example.org/ValueSet/nested"))
                .isEqualTo(new Expansion.Members(Set.of(new AskedCode("urn:x", "1"))));
    }

    private static Reply page(String uri, int total) {
        int offset = Integer.parseInt(uri.replaceAll(".*offset=(\\d+).*", "$1"));
        String contains = IntStream.range(offset, Math.min(total, offset + 1000))
                .mapToObj(number -> "{\"system\": \"" + SNOMED + "\", \"code\": \"" + number + "\"}")
                .collect(Collectors.joining(","));
        return Reply.json(
                """
                {"resourceType": "ValueSet", "status": "active", "expansion": {"timestamp": "2026-01-01T00:00:00Z",
                    "total": %d, "contains": [%s]}}"""
                        .formatted(total, contains));
    }
}
