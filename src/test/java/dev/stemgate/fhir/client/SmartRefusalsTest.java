// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stemgate.fhir.client.FakeEhr.Reply;
import dev.stemgate.fhir.keys.KeyFileException;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which there is no token, or one that may less than needed. */
class SmartRefusalsTest extends SmartFixture {

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
}
