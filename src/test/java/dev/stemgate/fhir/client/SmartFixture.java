// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.client.FakeEhr.Request;
import dev.stemgate.fhir.keys.KeyFile;
import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKeys;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/** An EHR on loopback that wants tokens, a second server elsewhere, and a client with a key. */
abstract class SmartFixture {

    static final String CANARY = "canary-words-91c";
    static final String PAGE = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";
    static final ScopeChoice READ = new ScopeChoice(ScopeChoice.Syntax.AUTO, List.of(), false);
    static final ScopeChoice WRITE = new ScopeChoice(ScopeChoice.Syntax.V1, List.of(), true);

    @TempDir
    static Path folder;

    static KeyFile key;

    final EhrClients clients = new EhrClients();
    final AtomicInteger tokens = new AtomicInteger();
    FakeEhr ehr;
    FakeEhr other;

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

    void granting(String scopes) {
        ehr.answers(request -> request.uri().equals("/auth/token") ? token(scopes) : wellBehaved(request));
    }

    Reply wellBehaved(Request request) {
        if (request.uri().contains(".well-known")) {
            return configuration(tokenUrl(ehr));
        }
        return request.uri().equals("/auth/token") ? token("system/*.read system/*.write") : Reply.json(PAGE);
    }

    Reply token(String scopes) {
        return Reply.json("{\"access_token\":\"token-" + tokens.incrementAndGet()
                + "\",\"token_type\":\"bearer\",\"expires_in\":300,\"scope\":\"" + scopes + "\"}");
    }

    static Reply configuration(URI token) {
        return Reply.json("{\"token_endpoint\":\"" + token + "\",\"capabilities\":[\"permission-v2\"]}");
    }

    static boolean isFhir(Request request) {
        return request.uri().startsWith("/fhir") && !request.uri().contains(".well-known");
    }

    static URI tokenUrl(FakeEhr server) {
        return server.base().resolve("/auth/token");
    }

    EhrUnavailableException refusal(ScopeChoice scopes) {
        return catchThrowableOfType(EhrUnavailableException.class, () -> search(client(scopes)));
    }

    IGenericClient client(ScopeChoice scopes) {
        return clients.clientFor(settings(scopes, Optional.empty()));
    }

    EhrSettings settings(ScopeChoice scopes, Optional<URI> tokenUrl) {
        return EhrSettings.of(
                "main",
                ehr.base(),
                new Authorization.SmartBackend(
                        "me", () -> new SigningKeys(key.read(), Optional.empty()), tokenUrl, scopes));
    }

    static void search(IGenericClient client) {
        client.search().byUrl("Condition?patient=1").returnBundle(Bundle.class).execute();
    }

    List<String> authorizations() {
        return ehr.requests().stream()
                .filter(SmartFixture::isFhir)
                .map(SmartFixture::header)
                .toList();
    }

    static String header(Request request) {
        return request.headers().getOrDefault("Authorization", List.of("")).get(0);
    }

    static Map<String, String> form(Request request) {
        return Arrays.stream(request.body().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
