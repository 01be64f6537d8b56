// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import com.nimbusds.jwt.SignedJWT;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.client.FakeEhr.Request;
import dev.stemgate.fhir.keys.KeyFile;
import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKeys;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SMART Backend Services as the client does it: discovery, assertion, token, renewal, scopes, and every way in which it can fail. */
class SmartClientTest {

    private static final String CANARY = "canary-words-91c";
    private static final String PAGE = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";
    private static final ScopeChoice READ = new ScopeChoice(ScopeChoice.Syntax.AUTO, List.of(), false);
    private static final ScopeChoice WRITE = new ScopeChoice(ScopeChoice.Syntax.V1, List.of(), true);

    @TempDir
    static Path folder;

    private static KeyFile key;

    private final EhrClients clients = new EhrClients();
    private final AtomicInteger tokens = new AtomicInteger();
    private FakeEhr ehr;
    private FakeEhr other;

    @BeforeAll
    static void makeKey() {
        Path file = folder.resolve("key.jwk");
        NewKey.ES384.writeTo(file);
        key = new KeyFile(file, "", () -> "");
    }

    @BeforeEach
    void start() throws IOException {
        ehr = new FakeEhr();
        other = new FakeEhr();
    }

    @AfterEach
    void stop() {
        clients.close();
        ehr.close();
        other.close();
    }

    @Test
    void aTokenIsFetchedWithAnAssertionAndSent() throws Exception {
        ehr.answers(this::wellBehaved);
        search(client(READ));
        Request asked = ehr.requests().get(1);
        Map<String, String> form = form(asked);
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsEntry(
                        "scope",
                        "system/Patient.rs system/Condition.rs system/MedicationStatement.rs"
                                + " system/MedicationRequest.rs system/Medication.rs");
        SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("ES384");
        assertThat(assertion.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(assertion.getHeader().getKeyID()).isEqualTo(key.read().id());
        assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("me");
        assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo("me");
        assertThat(assertion.getJWTClaimsSet().getAudience())
                .containsExactly(tokenUrl(ehr).toString());
        assertThat(assertion.getJWTClaimsSet().getExpirationTime().toInstant())
                .isBetween(Instant.now().plusSeconds(180), Instant.now().plusSeconds(300));
        assertThat(assertion.getJWTClaimsSet().getIssueTime().toInstant())
                .as("not in the future of a server whose clock is late")
                .isBefore(Instant.now().minusSeconds(5));
        assertThat(authorizations()).containsExactly("Bearer token-1");
    }

    @Test
    void everyAssertionHasAnIdOfItsOwn() throws Exception {
        ehr.answers(request -> isFhir(request) ? Reply.status(401, "") : wellBehaved(request));
        catchThrowableOfType(EhrUnavailableException.class, () -> search(client(READ)));
        List<String> ids = new java.util.ArrayList<>();
        for (Request request : ehr.requests()) {
            if (request.uri().equals("/auth/token")) {
                ids.add(SignedJWT.parse(form(request).get("client_assertion"))
                        .getJWTClaimsSet()
                        .getJWTID());
            }
        }
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aWrongClockOfOursIsMadeUpForByTheServersDate() throws Exception {
        ehr.answers(this::wellBehaved);
        try (EhrClients late = new EhrClients(Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)))) {
            search(late.clientFor(settings(READ, Optional.empty())));
        }
        assertThat(SignedJWT.parse(form(ehr.requests().get(1)).get("client_assertion"))
                        .getJWTClaimsSet()
                        .getExpirationTime()
                        .toInstant())
                .isBetween(Instant.now().plusSeconds(180), Instant.now().plusSeconds(300));
    }

    @Test
    void a401IsRetriedOnceWithANewToken() {
        ehr.answers(request -> header(request).equals("Bearer token-1") ? Reply.status(401, "") : wellBehaved(request));
        search(client(READ));
        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void asecond401IsTheEndpointsFault() {
        ehr.answers(request -> isFhir(request) ? Reply.status(401, "") : wellBehaved(request));
        EhrUnavailableException outage =
                catchThrowableOfType(EhrUnavailableException.class, () -> search(client(READ)));
        assertThat(outage.status()).isEqualTo(401);
        assertThat(authorizations()).hasSize(2);
    }

    @Test
    void aBearerTokenThatWasReplacedMeanwhileIsTriedAfterA401() {
        AtomicInteger read = new AtomicInteger();
        ehr.answers(request -> header(request).equals("Bearer file-1") ? Reply.status(401, "") : Reply.json(PAGE));
        search(clients.clientFor(EhrSettings.of(
                "main",
                ehr.base(),
                new Authorization.Bearer(() -> Secret.of("file-" + Math.min(2, read.incrementAndGet()))))));
        assertThat(authorizations()).containsExactly("Bearer file-1", "Bearer file-2");
    }

    @Test
    void aBearerTokenThatDoesNotChangeIsNotTriedTwice() {
        ehr.answers(Reply.status(401, ""));
        catchThrowableOfType(
                EhrUnavailableException.class,
                () -> search(clients.clientFor(
                        EhrSettings.of("main", ehr.base(), Authorization.bearer(Secret.of("same"))))));
        assertThat(authorizations()).containsExactly("Bearer same");
    }

    @Test
    void aTokenEndpointElsewhereIsAskedOnlyWhereItIsConfigured() {
        ehr.answers(
                request -> request.uri().contains(".well-known") ? configuration(tokenUrl(other)) : Reply.json(PAGE));
        other.answers(this::wellBehaved);
        assertThat(refusal(READ).code()).isEqualTo("token-url-foreign");
        assertThat(other.requests()).isEmpty();
        search(clients.clientFor(settings(READ, Optional.of(tokenUrl(other)))));
        assertThat(other.requests()).extracting(Request::uri).containsExactly("/auth/token");
        assertThat(authorizations()).containsExactly("Bearer token-1");
    }

    @Test
    void withoutDiscoveryTheConfiguredTokenEndpointIsAskedWithScopesOfTheFirstSyntax() {
        ehr.answers(request -> request.uri().contains(".well-known") ? Reply.status(404, "") : wellBehaved(request));
        assertThat(refusal(READ).code()).isEqualTo("token-url-unknown");
        search(clients.clientFor(settings(READ, Optional.of(tokenUrl(ehr)))));
        assertThat(form(ehr.requests().stream()
                                .filter(request -> request.uri().equals("/auth/token"))
                                .findFirst()
                                .orElseThrow())
                        .get("scope"))
                .startsWith("system/Patient.read ");
    }

    @Test
    void plainHttpToATokenEndpointElsewhereIsRefused() {
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> settings(READ, Optional.of(URI.create("http://auth.example/token")))))
                .hasMessageContaining("https is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_client, token-invalid-client",
        "401, invalid_client, token-invalid-client",
        "401, '', token-invalid-client",
        "400, invalid_scope, token-invalid-scope",
        "400, canary-words-91c, token-refused",
        "403, '', token-refused",
        "404, '', token-refused",
        "302, '', token-redirect",
        "429, '', token-unavailable",
        "500, '', token-unavailable",
        "503, '', token-unavailable"
    })
    void aTokenEndpointThatRefusesIsTheEndpointsFault(int status, String error, String code) {
        ehr.answers(request -> request.uri().equals("/auth/token")
                ? Reply.status(status, "{\"error\":\"" + error + "\",\"error_description\":\"" + CANARY + "\"}")
                        .with(
                                status == 302 ? "Location" : "Retry-After",
                                status == 302 ? other.base().toString() : "30")
                : wellBehaved(request));
        EhrUnavailableException refusal = refusal(READ);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.remedy()).isNotBlank();
        assertThat(refusal.issueCodes()).containsExactly("http-" + status);
        assertThat(refusal.status()).as("no server error of the EHR").isZero();
        assertThat(refusal).hasMessageNotContaining(CANARY).hasMessageNotContaining("eyJ");
        if (status != 302) {
            assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
        }
        assertThat(other.requests()).isEmpty();
        assertThat(authorizations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>canary-words-91c</html>",
                "{\"access_token\":\"\",\"token_type\":\"bearer\"}",
                "{\"access_token\":\"a\\r\\nX: canary-words-91c\",\"token_type\":\"bearer\"}",
                "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
                "[]"
            })
    void anAnswerWithoutABearerTokenIsNoToken(String body) {
        ehr.answers(request -> request.uri().equals("/auth/token") ? Reply.json(body) : wellBehaved(request));
        assertThat(refusal(READ))
                .hasMessageContaining("does not answer with a bearer token")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void aTokenEndpointThatIsNotThereIsTheEndpointsFault() {
        other.close();
        EhrUnavailableException refusal = catchThrowableOfType(
                EhrUnavailableException.class,
                () -> search(clients.clientFor(settings(WRITE, Optional.of(tokenUrl(other))))));
        assertThat(refusal.code()).isEqualTo("token-unavailable");
    }

    @Test
    void aKeyThatCannotBeReadAnyMoreIsToldSo() {
        ehr.answers(this::wellBehaved);
        EhrUnavailableException refusal = catchThrowableOfType(
                EhrUnavailableException.class,
                () -> search(clients.clientFor(EhrSettings.of(
                        "main",
                        ehr.base(),
                        new Authorization.SmartBackend(
                                "me",
                                () -> {
                                    throw new KeyFileException(folder.resolve(CANARY), "gone");
                                },
                                Optional.empty(),
                                READ)))));
        assertThat(refusal.code()).isEqualTo("key-unusable");
        assertThat(refusal).hasMessageNotContaining(CANARY);
    }

    @Test
    void whatTheScopeDoesNotReachIsNotRead() {
        granting("system/Patient.read system/Condition.rs?category=x");
        AccessDeniedException denied = catchThrowableOfType(AccessDeniedException.class, () -> search(client(READ)));
        assertThat(denied.isByScope()).isTrue();
        assertThat(clients.scopeShortfall("main"))
                .contains("not readable", "Condition, MedicationStatement, MedicationRequest, Medication")
                .doesNotContain("NOT WRITABLE");
    }

    @Test
    void aTypeThatIsNotServedIsTakenAsThatThoughItsScopeIsMissing() {
        ehr.answers(request -> isFhir(request)
                ? Reply.status(404, "")
                : request.uri().equals("/auth/token") ? token("system/Patient.read") : wellBehaved(request));
        assertThat(catchThrowableOfType(NotServedException.class, () -> search(client(READ))))
                .isNotNull();
    }

    @Test
    void withoutAScopeToWriteNothingIsSent() {
        granting("system/Observation.read system/Patient.read system/Condition.read");
        AccessDeniedException denied = catchThrowableOfType(
                AccessDeniedException.class,
                () -> client(WRITE).transaction().withBundle(new Bundle()).execute());
        assertThat(denied.isByScope()).isTrue();
        assertThat(authorizations()).isEmpty();
        assertThat(clients.scopeShortfall("main")).contains("NOT WRITABLE", "Observation, Provenance");
    }

    @Test
    void aReplyWithoutScopesGrantedAllThatWereAskedFor() {
        ehr.answers(request -> request.uri().equals("/auth/token")
                ? Reply.json("{\"access_token\":\"t\",\"token_type\":\"Bearer\"}")
                : wellBehaved(request));
        search(client(READ));
        assertThat(clients.scopeShortfall("main")).isEmpty();
    }

    @Test
    void settingsDoNotShowKeys() {
        assertThat(settings(READ, Optional.empty()).toString()).doesNotContain("\"d\"");
    }

    private void granting(String scopes) {
        ehr.answers(request -> request.uri().equals("/auth/token") ? token(scopes) : wellBehaved(request));
    }

    private Reply wellBehaved(Request request) {
        if (request.uri().contains(".well-known")) {
            return configuration(tokenUrl(ehr));
        }
        return request.uri().equals("/auth/token") ? token("system/*.read system/*.write") : Reply.json(PAGE);
    }

    private Reply token(String scopes) {
        return Reply.json("{\"access_token\":\"token-" + tokens.incrementAndGet()
                + "\",\"token_type\":\"bearer\",\"expires_in\":300,\"scope\":\"" + scopes + "\"}");
    }

    private static Reply configuration(URI token) {
        return Reply.json("{\"token_endpoint\":\"" + token + "\",\"capabilities\":[\"permission-v2\"]}");
    }

    private static boolean isFhir(Request request) {
        return request.uri().startsWith("/fhir") && !request.uri().contains(".well-known");
    }

    private static URI tokenUrl(FakeEhr server) {
        return server.base().resolve("/auth/token");
    }

    private EhrUnavailableException refusal(ScopeChoice scopes) {
        return catchThrowableOfType(EhrUnavailableException.class, () -> search(client(scopes)));
    }

    private IGenericClient client(ScopeChoice scopes) {
        return clients.clientFor(settings(scopes, Optional.empty()));
    }

    private EhrSettings settings(ScopeChoice scopes, Optional<URI> tokenUrl) {
        return EhrSettings.of(
                "main",
                ehr.base(),
                new Authorization.SmartBackend(
                        "me", () -> new SigningKeys(key.read(), Optional.empty()), tokenUrl, scopes));
    }

    private static void search(IGenericClient client) {
        client.search().byUrl("Condition?patient=1").returnBundle(Bundle.class).execute();
    }

    private List<String> authorizations() {
        return ehr.requests().stream()
                .filter(SmartClientTest::isFhir)
                .map(SmartClientTest::header)
                .toList();
    }

    private static String header(Request request) {
        return request.headers().getOrDefault("Authorization", List.of("")).get(0);
    }

    private static Map<String, String> form(Request request) {
        return Arrays.stream(request.body().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
