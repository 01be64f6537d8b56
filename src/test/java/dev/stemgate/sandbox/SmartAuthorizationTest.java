// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The strict checker refuses everything that is not right to the letter. */
class SmartAuthorizationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String SCOPE = "system/Condition.rs system/Patient.read";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ECKey ec;
    private static RSAKey rsa;
    private static SmartAuthorization authorization;
    private static Sandbox ehr;

    @BeforeAll
    static void start() throws JOSEException {
        ec = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        authorization = new SmartAuthorization(SmartSettings.of("me", new JWKSet(List.of(ec, rsa)).toString(true))
                .withWithheld("system/Patient.read")
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
        ehr = Sandbox.start(SandboxSettings.empty(), authorization);
    }

    @AfterAll
    static void stop() {
        ehr.close();
    }

    @Test
    void aRightAssertionOfEitherAlgorithmGivesATokenForWhatIsGranted() throws Exception {
        for (String assertion : List.of(
                signed(header(JWSAlgorithm.ES384, "ec"), claims(), new ECDSASigner(ec)),
                signed(header(JWSAlgorithm.RS384, "rsa"), claims(), new RSASSASigner(rsa)))) {
            JsonNode token = JSON.readTree(post(assertion, SCOPE).body());
            assertThat(token.path("token_type").asText()).isEqualTo("bearer");
            assertThat(token.path("expires_in").asInt()).isEqualTo(300);
            assertThat(token.path("scope").asText()).isEqualTo("system/Condition.rs");
            String bearer = "Bearer " + token.path("access_token").asText();
            assertThat(get("Condition", bearer)).isEqualTo(200);
            assertThat(get("Patient", bearer)).isEqualTo(403);
            assertThat(get("Patient", bearer + "x")).isEqualTo(401);
        }
    }

    @Test
    void withoutATokenOnlyMetadataAndTheConfigurationAreServed() throws Exception {
        assertThat(get("Patient", "")).isEqualTo(401);
        assertThat(get("", "Basic bWU6bWU=")).isEqualTo(401);
        assertThat(get("metadata", "")).isEqualTo(200);
        HttpResponse<String> configuration =
                send(HttpRequest.newBuilder(URI.create(ehr.baseUrl() + "/.well-known/smart-configuration")));
        assertThat(JSON.readTree(configuration.body()).path("token_endpoint").asText())
                .isEqualTo(tokenUrl());
    }

    @Test
    void aReusedIdIsRefused() throws Exception {
        String assertion = right(claims -> claims);
        assertThat(post(assertion, SCOPE).statusCode()).isEqualTo(200);
        assertRefused(assertion, "jti was seen before");
    }

    @Test
    void wrongClaimsAreRefused() throws Exception {
        assertRefused(right(claims -> claims.issuer("you")), "iss is not the client");
        assertRefused(right(claims -> claims.subject("you")), "sub is not the client");
        assertRefused(right(claims -> claims.audience(ehr.baseUrl().toString())), "aud is not this token endpoint");
        assertRefused(right(claims -> claims.audience((String) null)), "aud is not this token endpoint");
        assertRefused(right(claims -> claims.jwtID(null)), "jti is missing");
        assertRefused(right(claims -> claims.expirationTime(null)), "exp is missing");
        assertRefused(right(claims -> claims.expirationTime(Date.from(NOW))), "exp is past");
        assertRefused(
                right(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(301)))),
                "exp is more than five minutes away");
        assertThat(post(right(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(300)))), SCOPE)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrongKeysAndAlgorithmsAreRefused() throws Exception {
        ECKey stranger = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        assertRefused(
                signed(header(JWSAlgorithm.ES384, "ec"), claims(), new ECDSASigner(stranger)),
                "the signature is wrong");
        assertRefused(
                signed(header(JWSAlgorithm.ES384, "none"), claims(), new ECDSASigner(ec)), "kid is not registered");
        assertRefused(signed(header(JWSAlgorithm.ES384, null), claims(), new ECDSASigner(ec)), "kid is missing");
        assertRefused(
                signed(header(JWSAlgorithm.RS256, "rsa"), claims(), new RSASSASigner(rsa)),
                "alg is neither RS384 nor ES384");
        assertRefused(
                signed(header(JWSAlgorithm.HS384, "ec"), claims(), new MACSigner("0".repeat(48))),
                "alg is neither RS384 nor ES384");
        assertRefused(
                signed(header(JWSAlgorithm.ES384, "rsa"), claims(), new ECDSASigner(ec)), "alg does not fit the key");
        assertRefused(
                signed(new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("ec").build(), claims(), new ECDSASigner(ec)),
                "typ is not JWT");
        assertRefused("a.b.c", "it is no signed JWT");
        assertRefused("", "it is no signed JWT");
    }

    @Test
    void unknownScopesAndOtherGrantsAreRefused() throws Exception {
        assertThat(error(post(right(claims -> claims), "system/Unicorn.read"))).isEqualTo("invalid_scope");
        assertThat(error(post(right(claims -> claims), ""))).isEqualTo("invalid_scope");
        assertThat(error(form("grant_type=password&client_assertion=x"))).isEqualTo("unsupported_grant_type");
        assertThat(error(form("grant_type=client_credentials&client_id=me&client_secret=s")))
                .isEqualTo("invalid_request");
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        SettableClock clock = new SettableClock();
        SmartAuthorization brief = new SmartAuthorization(SmartSettings.of("me", new JWKSet(ec).toString(true))
                .withTokenLife(Duration.ofSeconds(2))
                .withClock(clock));
        IssuedTokens tokens = new IssuedTokens(SmartSettings.of("me", new JWKSet(ec).toString(true))
                .withTokenLife(Duration.ofSeconds(2))
                .withClock(clock));
        String token = tokens.issue(List.of("system/Patient.read"));
        assertThat(tokens.scopes(token)).isPresent();
        clock.now = NOW.plusSeconds(2);
        assertThat(tokens.scopes(token)).isEmpty();
        assertThat(brief.refusals()).isEmpty();
    }

    private static void assertRefused(String assertion, String why) throws Exception {
        HttpResponse<String> answer = post(assertion, SCOPE);
        assertThat(answer.statusCode()).as(why).isEqualTo(400);
        assertThat(error(answer)).isEqualTo("invalid_client");
        assertThat(authorization.refusals()).last().isEqualTo("invalid_client: " + why);
    }

    private static String right(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        JWTClaimsSet.Builder claims = change.apply(new JWTClaimsSet.Builder(claims()));
        return signed(header(JWSAlgorithm.ES384, "ec"), claims.build(), new ECDSASigner(ec));
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer("me")
                .subject("me")
                .audience(tokenUrl())
                .expirationTime(Date.from(NOW.plusSeconds(240)))
                .jwtID(UUID.randomUUID().toString())
                .build();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String tokenUrl() {
        return SmartAuthorization.tokenEndpoint(ehr.baseUrl()).toString();
    }

    private static HttpResponse<String> post(String assertion, String scope) throws Exception {
        return form("grant_type=client_credentials&client_assertion_type="
                + URLEncoder.encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&client_assertion=" + assertion + "&scope="
                + URLEncoder.encode(scope, StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> form(String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(tokenUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static int get(String path, String authorizationHeader) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ehr.baseUrl() + "/" + path));
        if (!authorizationHeader.isEmpty()) {
            request.header("Authorization", authorizationHeader);
        }
        return send(request).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String error(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("error").asText();
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
