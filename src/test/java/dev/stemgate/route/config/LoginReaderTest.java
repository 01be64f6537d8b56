// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.ScopeChoice;
import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.route.BridgeFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins and certificates of a hospital file: what is understood, what is refused with file and remedy, what is warned of. */
class LoginReaderTest {

    private static final URI EHR = URI.create("https://127.0.0.1:9/fhir");

    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void makeKey() {
        key = folder.resolve("key.jwk");
        NewKey.ES384.writeTo(key);
    }

    @Test
    void aSmartLoginIsRead() {
        Hospital hospital = read(smart(Map.of(
                "tokenUrl", "https://auth.example/token",
                "scopes", "system/Patient.rs system/Condition.rs",
                "keyId", "our-key",
                "nextKeyFile", key.toString(),
                "nextKeyId", "our-next-key")));
        Authorization.SmartBackend smart =
                (Authorization.SmartBackend) hospital.fhirSettings().authorization();
        assertThat(smart.clientId()).isEqualTo("me");
        assertThat(smart.tokenUrl()).contains(URI.create("https://auth.example/token"));
        assertThat(smart.scopes().listed()).containsExactly("system/Patient.rs", "system/Condition.rs");
        assertThat(smart.scopes().writes()).containsExactly("Observation", "Provenance");
        assertThat(smart.keys().get().current().id()).isEqualTo("our-key");
        assertThat(smart.keys().get().next().orElseThrow().id()).isEqualTo("our-next-key");
        assertThat(hospital.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "v1, V1", "v2, V2"})
    void aScopeSyntaxIsRead(String text, ScopeChoice.Syntax syntax) {
        Hospital hospital = read(smart(Map.of("scopes", text)));
        assertThat(((Login.Smart) hospital.login()).scopes().syntax()).isEqualTo(syntax);
    }

    @Test
    void anExchangedKeyFileIsReadAtTheNextToken() throws IOException {
        Login.Smart login = (Login.Smart) read(smart(Map.of())).login();
        String before = login.keys().current().id();
        Files.delete(key);
        NewKey.ES384.writeTo(key);
        assertThat(login.keys().current().id()).isNotEqualTo(before);
    }

    @Test
    void anExchangedBearerTokenIsReadAtTheNextRequest() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        Hospital hospital = read(Map.of("auth", "bearer", "tokenFile", token.toString()));
        Authorization.Bearer bearer =
                (Authorization.Bearer) hospital.fhirSettings().authorization();
        assertThat(bearer.token().get().reveal()).isEqualTo("first");
        Files.writeString(token, "second\n");
        assertThat(bearer.token().get().reveal()).isEqualTo("second");
    }

    @Test
    void aSecretThatEveryoneCanReadIsWarnedOf() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read(smart(Map.of())).warnings()).singleElement().asString().contains("key.jwk", "chmod 600");
    }

    @ParameterizedTest
    @CsvSource({
        "clientId, '', 'auth', needs 'clientId' and 'keyFile'",
        "keyFile, '', 'auth', needs 'clientId' and 'keyFile'",
        "keyFile, nowhere.jwk, nowhere.jwk, check path and permissions",
        "keyFile, stemgate.yaml, stemgate.yaml, neither a key in PEM or JWK nor a PKCS #12",
        "nextKeyFile, nowhere.jwk, nowhere.jwk, check path and permissions",
        "keyFile, -----BEGIN PRIVATE KEY-----canary, 'keyFile', names a file",
        "tokenUrl, ftp://x/y, 'tokenUrl', http or https",
        "tokenUrl, http://auth.example/token, tokenUrl, https is needed",
        "scopes, 'a\"b', 'scopes', 'auto, v1, v2'",
        "auth, oauth, 'auth', 'one of basic, bearer, none, smart'",
        "caFile, nowhere.pem, nowhere.pem, check path and permissions",
        "caFile, stemgate.yaml, stemgate.yaml, holds no certificate in PEM",
        "clientCertFile, nowhere.p12, nowhere.p12, check path and permissions",
        "clientCertFile, stemgate.yaml, stemgate.yaml, nor a PKCS #12 keystore",
        "tlsVerify, false, 'tlsVerify', known here"
    })
    void whatCannotBeUsedIsRefusedInOneLine(String name, String value, String thing, String remedy) {
        Map<String, String> parameters = new LinkedHashMap<>(smart(Map.of()));
        boolean file = name.endsWith("File") && !value.startsWith("-") && !value.isEmpty();
        parameters.put(name, file ? folder.resolve(value).toString() : value);
        parameters.values().removeIf(String::isEmpty);
        ConfigurationException refusal = catchThrowableOfType(ConfigurationException.class, () -> read(parameters));
        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal).hasMessageContaining(thing.replace("'", "")).hasMessageContaining(remedy);
        assertThat(refusal.getMessage().lines()).hasSize(1);
        assertThat(refusal.getMessage()).doesNotContain("canary");
    }

    private Map<String, String> smart(Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("auth", "smart", "clientId", "me"));
        parameters.put("keyFile", key.toString());
        parameters.putAll(more);
        return parameters;
    }

    private Hospital read(Map<String, String> parameters) {
        String yaml = parameters.entrySet().stream()
                .map(entry -> "- name: " + entry.getKey() + "\n  value: '" + entry.getValue() + "'\n")
                .collect(Collectors.joining());
        return BridgeFixture.settings(folder, EHR, "observation", yaml)
                .hospitals()
                .get(0);
    }
}
