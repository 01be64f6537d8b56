// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrClients;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.FakeEhr;
import dev.stemgate.fhir.client.ScopeChoice;
import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKey;
import dev.stemgate.fhir.keys.SigningKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tokens of a real authorisation server with our assertions. Keycloak is 160 MB: {@code mvn -Pfull verify} fetches it, and without it
 * this is skipped.
 */
class KeycloakIT {

    private static final ScopeChoice READ = new ScopeChoice(ScopeChoice.Syntax.V2, List.of(), false);
    private static final List<String> SCOPES = List.of(
            "system/Patient.rs",
            "system/Condition.rs",
            "system/MedicationStatement.rs",
            "system/MedicationRequest.rs",
            "system/Medication.rs");

    @TempDir
    static Path folder;

    private static final Map<NewKey, SigningKey> KEYS = new EnumMap<>(NewKey.class);
    private static KeycloakProcess keycloak;
    private static FakeEhr ehr;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> home = KeycloakProcess.unpacked();
        assumeTrue(
                home.isPresent(),
                "SKIPPED: it/keycloak is not unpacked; mvn -B -f it/keycloak/pom.xml package does it");
        for (NewKey algorithm : NewKey.values()) {
            KEYS.put(algorithm, algorithm.writeTo(folder.resolve(algorithm + ".jwk")));
        }
        keycloak = KeycloakProcess.start(home.get(), realm());
        ehr = new FakeEhr();
        ehr.answers(FakeEhr.Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"));
    }

    @AfterAll
    static void stop() {
        if (ehr != null) {
            ehr.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @ParameterizedTest
    @EnumSource(NewKey.class)
    void ourAssertionGivesATokenForAllThatWasAskedFor(NewKey algorithm) {
        try (EhrClients clients = new EhrClients()) {
            search(clients, algorithm, KEYS.get(algorithm));
            assertThat(clients.scopeShortfall("main")).isEmpty();
        }
        assertThat(ehr.requests()).last().satisfies(request -> assertThat(
                        request.headers().get("Authorization").get(0))
                .startsWith("Bearer ey"));
    }

    @Test
    void aKeyThatIsNotRegisteredIsRefused() {
        SigningKey stranger = NewKey.ES384.writeTo(folder.resolve("stranger.jwk"));
        try (EhrClients clients = new EhrClients()) {
            EhrUnavailableException refusal =
                    catchThrowableOfType(EhrUnavailableException.class, () -> search(clients, NewKey.ES384, stranger));
            assertThat(refusal.code()).isEqualTo("token-invalid-client");
        }
    }

    private static void search(EhrClients clients, NewKey client, SigningKey key) {
        clients.clientFor(EhrSettings.of(
                        "main",
                        ehr.base(),
                        new Authorization.SmartBackend(
                                client.name(),
                                () -> new SigningKeys(key, Optional.empty()),
                                Optional.of(keycloak.tokenUrl()),
                                READ)))
                .search()
                .byUrl("Condition?patient=1")
                .returnBundle(Bundle.class)
                .execute();
    }

    /** A realm with one client an algorithm, and each scope as a client scope that a client may ask for. */
    private static String realm() {
        List<String> clients = new ArrayList<>();
        KEYS.forEach((algorithm, key) -> clients.add(
                """
                {"clientId": "%s", "enabled": true, "publicClient": false, "standardFlowEnabled": false,
                 "serviceAccountsEnabled": true, "clientAuthenticatorType": "client-jwt",
                 "attributes": {"use.jwks.string": "true", "jwks.string": "%s", "token.endpoint.auth.signing.alg": "%s"},
                 "defaultClientScopes": [], "optionalClientScopes": [%s]}"""
                        .formatted(
                                algorithm,
                                new SigningKeys(key, Optional.empty()).jwks().replace("\"", "\\\""),
                                algorithm,
                                SCOPES.stream().map(scope -> '"' + scope + '"').collect(Collectors.joining(",")))));
        String scopes = SCOPES.stream()
                .map(scope -> "{\"name\": \"" + scope + "\", \"protocol\": \"openid-connect\","
                        + " \"attributes\": {\"include.in.token.scope\": \"true\"}}")
                .collect(Collectors.joining(","));
        return "{\"realm\": \"hospital\", \"enabled\": true, \"sslRequired\": \"none\", \"clientScopes\": [" + scopes
                + "], \"clients\": [" + String.join(",", clients) + "]}";
    }
}
