// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.SignedJWT;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.client.FakeEhr.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** SMART Backend Services as the client does it: discovery, assertion, token, and renewal after a 401. */
class SmartClientTest extends SmartFixture {

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
}
