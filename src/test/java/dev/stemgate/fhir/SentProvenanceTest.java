// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a Provenance stands on the EHR already is told by its target and its time, and never guessed. */
class SentProvenanceTest {

    private static final String SENT = later(provenance("x", "o1", "2026-03-01T12:00:00.250Z"), "POST");

    private final Sandbox ehr =
            Sandbox.start(SandboxSettings.empty().withPageSize(2).withMaxPageSize(2));
    private final EhrConversation conversation = new EhrConversation();
    private final Object client = conversation.client(EhrSettings.of("north", ehr.baseUrl(), Authorization.NONE));

    @BeforeEach
    void others() {
        for (int minute = 10; minute < 16; minute++) {
            ehr.store().put(provenance("other" + minute, "o1", "2026-03-01T12:" + minute + ":00.250Z"));
        }
        ehr.store().put(provenance("elsewhere", "o2", "2026-03-01T12:00:00.250Z"));
    }

    @AfterEach
    void stop() {
        conversation.close();
        ehr.close();
    }

    @Test
    void itIsNotThereBeforeItIsSent() {
        assertThat(conversation.stands(client, SENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00.250Z", "2026-03-01T13:00:00.250+01:00", "2026-03-01T12:00:00Z"})
    void itIsFoundOnWhicheverPageAndHoweverItsTimeIsWritten(String recorded) {
        ehr.store().put(provenance("zz", "o1/_history/3", recorded));
        assertThat(conversation.stands(client, SENT)).isTrue();
    }

    @Test
    void aServerThatIgnoresTheTargetIsNotBelieved() {
        ehr.misbehave(request -> new FaultAction.Rewrite(body -> body.replace("Observation/o1", "Observation/o9")));
        ehr.store().put(provenance("zz", "o1", "2026-03-01T12:00:00.250Z"));
        assertThat(conversation.stands(client, SENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410, 422})
    void whereNobodyMayLookItIsNotKnown(int status) {
        ehr.misbehave(request -> FaultAction.status(status));
        assertThat(conversation.stands(client, SENT)).isFalse();
    }

    @Test
    void anOutageIsNoAnswer() {
        ehr.misbehave(request -> FaultAction.status(503));
        assertThatThrownBy(() -> conversation.stands(client, SENT)).isInstanceOf(EhrUnavailableException.class);
        ehr.misbehave(Fault.NONE);
    }

    @Test
    void whatReplacesSomethingIsNotLookedFor() {
        ehr.misbehave(request -> FaultAction.status(503));
        assertThat(conversation.stands(client, later(provenance("x", "o1", "2026-03-01T12:00:00.250Z"), "PUT")))
                .isFalse();
    }

    private static String later(String resource, String method) {
        return """
                {"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": %s,
                 "request": {"method": "%s", "url": "Provenance"}}]}"""
                .formatted(resource, method);
    }

    private static String provenance(String id, String observation, String recorded) {
        return """
                {"resourceType": "Provenance", "id": "%s", "target": [{"reference": "Observation/%s"}],
                 "recorded": "%s", "agent": [{"who": {"display": "Stemgate"}}]}"""
                .formatted(id, observation, recorded);
    }
}
