// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import java.io.IOException;
import java.net.URI;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPinTest {

    private static final String CANARY = "canary-token-8d1f";

    private FakeEhr ehr;
    private FakeEhr foreign;
    private EhrClients clients;
    private IGenericClient client;

    @BeforeEach
    void start() throws IOException {
        ehr = new FakeEhr();
        foreign = new FakeEhr();
        foreign.answers(Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"));
        clients = new EhrClients();
        client = clients.clientFor(EhrSettings.of("main", ehr.base(), Authorization.bearer(Secret.of(CANARY))));
    }

    @AfterEach
    void stop() {
        clients.close();
        ehr.close();
        foreign.close();
    }

    @Test
    void theTokenGoesToTheConfiguredOrigin() {
        ehr.answers(Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"));
        search("Patient?_id=1");
        assertThat(ehr.requests()).hasSize(1);
        assertThat(ehr.requests().get(0).headers().get("Authorization")).containsExactly("Bearer " + CANARY);
        assertThat(ehr.requests().get(0).uri()).isEqualTo("/fhir/Patient?_id=1");
        assertThat(ehr.requests().get(0).headers().get("Accept").get(0)).doesNotContain("xml");
    }

    @Test
    void aNextLinkToAnotherHostIsNotFollowed() {
        ehr.answers(Reply.json(
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\""
                        + foreign.base() + "/Patient?page=2\"}]}"));
        Bundle first = search("Patient?_id=1");
        assertRefused(() -> client.loadPage().next(first).execute());
        assertRefused(() -> load(foreign.base() + "/Patient?page=2"));
    }

    @Test
    void absoluteUrlsToAnotherHostAreNotCalled() {
        assertRefused(() -> search(foreign.base() + "/Condition?patient=1"));
        assertRefused(() -> client.read()
                .resource(Medication.class)
                .withUrl(foreign.base() + "/Medication/1")
                .execute());
        assertRefused(() -> load("http://127.0.0.1:" + ehr.base().getPort() + "@127.0.0.1:"
                + foreign.base().getPort() + "/fhir?page=2"));
        assertThat(ehr.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 304})
    void redirectsAreErrors(int status) {
        ehr.answers(Reply.status(status, "").with("Location", foreign.base() + "/Patient/9"));
        assertThatThrownBy(() -> search("Patient?_id=1")).isInstanceOf(UnexpectedRedirectException.class);
        assertThatThrownBy(() -> client.create().resource(new Observation()).execute())
                .isInstanceOf(UnexpectedRedirectException.class);
        assertThat(foreign.requests()).isEmpty();
    }

    @Test
    void aContentLocationIsNotFollowed() {
        ehr.answers(Reply.json("{\"resourceType\":\"Patient\",\"id\":\"1\"}")
                .with("Content-Location", foreign.base() + "/Patient/1"));
        client.loadPage()
                .byUrl(ehr.base() + "/Patient/1")
                .andReturnBundle(Bundle.class)
                .execute();
        assertThat(foreign.requests()).isEmpty();
    }

    @Test
    void thePinHoldsSchemeHostPortAndBasePath() {
        Origin origin = new Origin(URI.create("https://EHR.example/api/fhir/"));
        assertThat(origin.covers("https://ehr.example:443/api/fhir/Patient?x=1"))
                .isTrue();
        assertThat(origin.covers("https://ehr.example/api/fhir?_getpages=1")).isTrue();
        assertThat(origin.covers("http://ehr.example/api/fhir/Patient")).isFalse();
        assertThat(origin.covers("https://ehr.example:8443/api/fhir/Patient")).isFalse();
        assertThat(origin.covers("https://ehr.example.evil/api/fhir/Patient")).isFalse();
        assertThat(origin.covers("https://ehr.example/api/fhirx/Patient")).isFalse();
        assertThat(origin.covers("https://ehr.example/api/fhir/../admin")).isFalse();
        assertThat(origin.covers("https://ehr.example/api/fhir/%2e%2e/admin")).isFalse();
        assertThat(origin.covers("https://ehr.example/api/fhir/..%2Fadmin")).isFalse();
        assertThat(origin.covers("https://user@ehr.example/api/fhir/Patient")).isFalse();
        assertThat(origin.covers("Patient?x=1")).isFalse();
        assertThat(origin.covers("//ehr.example/api/fhir/Patient")).isFalse();
    }

    @Test
    void relativeLinksAreResolvedAgainstTheBase() {
        Origin origin = new Origin(URI.create("https://ehr.example/api/fhir"));
        assertThat(origin.resolve("Condition?page=2"))
                .hasToString("Optional[https://ehr.example/api/fhir/Condition?page=2]");
        assertThat(origin.resolve("?_getpages=a b|c"))
                .hasToString("Optional[https://ehr.example/api/fhir/?_getpages=a%20b%7Cc]");
        assertThat(origin.resolve("/api/fhir/x?y=1")).hasToString("Optional[https://ehr.example/api/fhir/x?y=1]");
        assertThat(origin.resolve("https://ehr.example/api/fhir?t=ä"))
                .hasToString("Optional[https://ehr.example/api/fhir?t=%C3%A4]");
        assertThat(origin.resolve("//evil.example/x").filter(origin::covers)).isEmpty();
        assertThat(origin.resolve("../admin").filter(origin::covers)).isEmpty();
    }

    @Test
    void plainHttpIsForLoopbackOnly() {
        assertThatThrownBy(() -> EhrSettings.of("main", URI.create("http://ehr.example/fhir"), Authorization.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EhrSettings.of("main", URI.create("https://u:p@ehr.example/fhir"), Authorization.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EhrSettings.of("main", URI.create("file:///etc/passwd"), Authorization.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsDoNotShowThemselves() {
        EhrSettings settings = EhrSettings.of("main", ehr.base(), Authorization.basic("user", Secret.of(CANARY)));
        assertThat(settings.toString()).doesNotContain(CANARY);
        assertThat(Authorization.bearer(Secret.of(CANARY)).toString()).doesNotContain(CANARY);
        assertThatThrownBy(() -> Secret.of("a\r\nX: b")).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(ForeignOriginException.class)
                .hasMessageNotContaining(CANARY)
                .hasMessageNotContaining("Patient");
        assertThat(foreign.requests()).isEmpty();
    }

    private Bundle search(String url) {
        return (Bundle) client.search().byUrl(url).execute();
    }

    private Bundle load(String url) {
        return client.loadPage().byUrl(url).andReturnBundle(Bundle.class).execute();
    }
}
