// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class SandboxTest {

    @Test
    void listensOnLoopbackOnly() throws IOException {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            assertThat(ehr.baseUrl().getHost()).isEqualTo("127.0.0.1");
            assertThat(ehr.baseUrl().getPath()).isEqualTo("/fhir");
            List<String> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(address -> address.getHostAddress())
                    .toList();
            for (String address : others) {
                assertThatThrownBy(() -> connect(address, ehr.baseUrl().getPort()))
                        .isInstanceOf(IOException.class);
            }
            connect("127.0.0.1", ehr.baseUrl().getPort());
        }
    }

    @Test
    void portInUseIsSaidWithARemedy() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = taken.getLocalPort();

            assertThatExceptionOfType(PortInUseException.class)
                    .isThrownBy(() -> Sandbox.start(SandboxSettings.empty().withPort(port)))
                    .withMessageContaining(Integer.toString(port))
                    .withMessageContaining("choose another port")
                    .satisfies(thrown -> assertThat(thrown.port()).isEqualTo(port));
        }
    }

    @Test
    void hapiClientReadsSearchesAndPages() {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            for (int number = 1; number <= 12; number++) {
                ehr.store().put(Samples.patient("p" + number));
            }
            FhirContext context = FhirContext.forR4();
            context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
            IGenericClient client =
                    context.newRestfulGenericClient(ehr.baseUrl().toString());

            Bundle first = client.search()
                    .forResource(Patient.class)
                    .returnBundle(Bundle.class)
                    .execute();
            Bundle second = client.loadPage().next(first).execute();

            assertThat(first.getTotal()).isEqualTo(12);
            assertThat(first.getEntry()).hasSize(10);
            assertThat(second.getEntry()).hasSize(2);
            assertThat(client.read()
                            .resource(Patient.class)
                            .withId("p3")
                            .execute()
                            .getMeta()
                            .getVersionId())
                    .isEqualTo("1");
            assertThat(client.capabilities()
                            .ofType(org.hl7.fhir.r4.model.CapabilityStatement.class)
                            .execute()
                            .getFhirVersion()
                            .toCode())
                    .isEqualTo("4.0.1");
        }
    }

    @Test
    void requestsAreCountedAndTheirHeadersKept() {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            ehr.store().put(Samples.patient("p1"));
            Http http = new Http(ehr);
            http.get("Patient/p1");
            http.get("Patient?_id=p1");
            http.post("Observation", Samples.observation("p1", "k1"), "X-Request-Id", "r-7");

            assertThat(ehr.requests().count()).isEqualTo(3);
            assertThat(ehr.requests().count("GET", "Patient")).isEqualTo(2);
            assertThat(ehr.requests().count("POST", "Observation")).isEqualTo(1);
            assertThat(ehr.requests().all().get(2).header("x-request-id")).contains("r-7");
            assertThat(ehr.requests().all().get(1).query()).isEqualTo("_id=p1");
        }
    }

    @Test
    void deniedTypesAnswer403AndTypesThatAreNotServed404() {
        SandboxSettings settings = SandboxSettings.empty()
                .withAccessDeniedTypes(Set.of("Condition"))
                .withServedTypes(Set.of("Patient", "Condition"));
        try (Sandbox ehr = Sandbox.start(settings)) {
            assertThat(new Http(ehr).get("Condition?patient=p1").statusCode()).isEqualTo(403);
            assertThat(new Http(ehr).get("MedicationStatement?patient=p1").statusCode())
                    .isEqualTo(404);
            assertThat(new Http(ehr).get("Patient").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void faultAnswersInPlaceOfTheServerUntilItEnds() {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            Http http = new Http(ehr);
            ehr.misbehave(request -> new FaultAction.Slow(
                    Duration.ofMillis(50), new FaultAction.Answer(429, Map.of("Retry-After", "2"), "")));
            HttpResponse<String> busy = http.get("Patient");
            ehr.misbehave(Fault.NONE);

            assertThat(busy.statusCode()).isEqualTo(429);
            assertThat(busy.headers().firstValue("Retry-After")).contains("2");
            assertThat(http.get("Patient").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void faultRewritesABodyOrBreaksItOff() {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            ehr.store().put(Samples.patient("p1"));
            Http http = new Http(ehr);
            ehr.misbehave(request ->
                    new FaultAction.Rewrite(body -> body.replace(ehr.baseUrl().toString(), "http://elsewhere.test")));
            assertThat(http.get("Patient").body()).contains("http://elsewhere.test/Patient");

            ehr.misbehave(request -> new FaultAction.BreakOff(20));
            assertThatThrownBy(() -> http.get("Patient")).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1000);
        }
    }
}
