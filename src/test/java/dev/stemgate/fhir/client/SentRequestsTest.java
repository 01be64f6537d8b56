// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import java.io.IOException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in a request on the wire besides what the caller asked for. */
class SentRequestsTest {

    private static final String RECORD = "Condition/c1/_history/7";

    private FakeEhr ehr;
    private EhrClients clients;
    private IGenericClient client;

    @BeforeEach
    void start() throws IOException {
        ehr = new FakeEhr();
        clients = new EhrClients();
        client = clients.clientFor(EhrSettings.of("main", ehr.base(), Authorization.NONE));
    }

    @AfterEach
    void stop() {
        clients.close();
        ehr.close();
    }

    @Test
    void searchesPagesAndReadsAskForNoCachedResult() {
        ehr.answers(Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"));
        client.search().byUrl("Condition?patient=1").returnBundle(Bundle.class).execute();
        client.search()
                .forResource(Patient.class)
                .usingStyle(SearchStyleEnum.POST)
                .returnBundle(Bundle.class)
                .execute();
        client.loadPage()
                .byUrl(ehr.base() + "?_getpages=1")
                .andReturnBundle(Bundle.class)
                .execute();
        ehr.answers(Reply.json("{\"resourceType\":\"Patient\",\"id\":\"1\"}"));
        Bundle read = client.loadPage()
                .byUrl(ehr.base() + "/Patient/1")
                .andReturnBundle(Bundle.class)
                .execute();
        assertThat(read.getEntry()).as("a Patient comes as a page of one").hasSize(1);
        assertThat(ehr.requests()).hasSize(4).allSatisfy(request -> assertThat(
                        request.headers().get("Cache-control"))
                .containsExactly("no-cache"));
    }

    @Test
    void aWriteSaysNothingAboutCaches() {
        ehr.answers(Reply.json("{\"resourceType\":\"Observation\",\"id\":\"1\"}"));
        client.create().resource(new Observation()).execute();
        assertThat(ehr.requests()).singleElement().satisfies(request -> assertThat(request.headers())
                .doesNotContainKey("Cache-control"));
    }

    @Test
    void aBundleMayHoldSearchesAndTheyAreAskedForAfresh() {
        ehr.answers(Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"batch-response\"}"));
        client.transaction()
                .withBundle(new Bundle().setType(Bundle.BundleType.BATCH))
                .execute();
        assertThat(ehr.requests()).singleElement().satisfies(request -> assertThat(
                        request.headers().get("Cache-control"))
                .containsExactly("no-cache"));
    }

    @Test
    void versionsOfReferencesReachTheWire() {
        Observation observation = new Observation();
        observation.addExtension("https://stemgate.dev/test", new Reference(RECORD));
        Provenance provenance = new Provenance();
        provenance.addEntity().setWhat(new Reference(RECORD));
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction.addEntry().setResource(observation);
        transaction.addEntry().setResource(provenance);
        ehr.answers(Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}"));
        client.transaction().withBundle(transaction).execute();
        assertThat(ehr.requests().get(0).body().split(RECORD, -1)).hasSize(3);
    }

    @Test
    void aConditionalCreateNamesItsConditionRelativeToTheType() {
        String condition = "identifier=https://stemgate.dev/x%7C1";
        ehr.answers(Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}"));
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction.addEntry().setResource(new Observation()).getRequest().setIfNoneExist(condition);
        client.transaction().withBundle(transaction).execute();
        assertThat(ehr.requests().get(0).body()).contains("\"ifNoneExist\":\"" + condition + "\"");
        assertThat(ehr.requests().get(0).headers()).doesNotContainKeys("If-none-exist", "If-match");
    }

    @Test
    void nothingButTheCallItselfIsSent() {
        ehr.answers(Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"));
        client.search().byUrl("Patient?_id=1").returnBundle(Bundle.class).execute();
        assertThat(ehr.requests()).as("no call to /metadata").singleElement().satisfies(request -> {
            assertThat(request.uri()).isEqualTo("/fhir/Patient?_id=1");
            assertThat(request.headers().get("Accept"))
                    .singleElement()
                    .satisfies(accept -> assertThat(accept).contains("json").doesNotContain("xml"));
        });
    }

    @Test
    void everyEhrHasAContextAFactoryAndAPoolOfItsOwn() {
        IGenericClient other = clients.clientFor(EhrSettings.of("other", ehr.base(), Authorization.NONE));
        assertThat(other.getFhirContext()).isNotSameAs(client.getFhirContext());
        GuardedClientFactory one =
                (GuardedClientFactory) client.getFhirContext().getRestfulClientFactory();
        GuardedClientFactory two = (GuardedClientFactory) other.getFhirContext().getRestfulClientFactory();
        assertThat(one.getNativeHttpClient()).isNotSameAs(two.getNativeHttpClient());
        assertThat(one.getServerValidationMode()).isEqualTo(ServerValidationModeEnum.NEVER);
    }
}
