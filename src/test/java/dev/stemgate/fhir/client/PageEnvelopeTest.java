// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.FakeEhr.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageEnvelopeTest {

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
    void everyRecordKeepsItsExactBytes() {
        List<String> records = List.of(
                "{ \"resourceType\" : \"Condition\",\n\t\"id\":\"1\", \"onsetDateTime\":\"not a date\"}",
                "{\"resourceType\":\"Condition\",\"id\":\"ü€😀\",\"x\":\"}]\\\"{\"}",
                "{}",
                "{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}");
        Bundle page = page("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":4,\"entry\":["
                + records.stream()
                        .map(record ->
                                "{\"fullUrl\":\"urn:x\",\"resource\": " + record + " ,\"search\":{\"mode\":\"match\"}}")
                        .collect(java.util.stream.Collectors.joining(", "))
                + "]}");
        assertThat(slices(page)).isEqualTo(records);
        assertThat(page.getTotal()).isEqualTo(4);
        assertThat(page.getEntryFirstRep().getFullUrl()).isEqualTo("urn:x");
        assertThat(page.getEntryFirstRep().getSearch().getMode()).isEqualTo(Bundle.SearchEntryMode.MATCH);
    }

    @Test
    void aPatientThatIsReadByItsIdKeepsItsExactBytes() {
        String record = "{ \"resourceType\" : \"Patient\",\n\"id\":\"7\", \"birthDate\":\"not a date\", \"animal\":{}}";
        ehr.answers(Reply.json("\uFEFF" + record));
        Bundle page = client.loadPage()
                .byUrl(ehr.base() + "/Patient/7")
                .andReturnBundle(Bundle.class)
                .execute();
        assertThat(slices(page)).containsExactly(record);
    }

    @Test
    void entriesThatAreNotWrappedOrHoldNothingAreKeptWhole() {
        Bundle page = page("\uFEFF{\"type\":\"searchset\",\"entry\":[{\"resourceType\":\"Condition\",\"id\":\"1\"},"
                + "{\"fullUrl\":\"x\"}, null, \"text\", {\"resource\": \"odd\"}],\"resourceType\":\"Bundle\"}");
        assertThat(slices(page))
                .containsExactly(
                        "{\"resourceType\":\"Condition\",\"id\":\"1\"}",
                        "{\"fullUrl\":\"x\"}",
                        "null",
                        "\"text\"",
                        "\"odd\"");
    }

    @Test
    void damagedCharactersInOneRecordDoNotCostThePage() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"n\":\""
                .getBytes(StandardCharsets.UTF_8));
        body.write(new byte[] {(byte) 0xFC, (byte) 0x83, 0x01, '\n'});
        body.write("\"}},{\"resource\":{\"n\":\"é\"}}]}".getBytes(StandardCharsets.UTF_8));
        ehr.answers(new Reply(200, "application/json; charset=utf-8", body.toByteArray(), Map.of()));
        Bundle page = (Bundle) client.search().byUrl("Condition?patient=1").execute();
        assertThat(data(page, 0)).startsWith('{', '"', 'n', '"', ':', '"', 0xFC, 0x83, 0x01);
        assertThat(slices(page).get(1)).isEqualTo("{\"n\":\"é\"}");
    }

    @Test
    void relativeNextLinksBecomeAbsoluteAndCanBeLoaded() {
        ehr.answers(
                request -> Reply.json(
                        request.uri().contains("page=2 ") || request.uri().contains("page=2%20")
                                ? "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"id\":\"2\"}}]}"
                                : "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"Condition?page=2 |x\"}]}"));
        Bundle first = (Bundle) client.search().byUrl("Condition?patient=1").execute();
        String next = first.getLink("next").getUrl();
        assertThat(next).isEqualTo(ehr.base() + "/Condition?page=2%20%7Cx");
        Bundle second =
                client.loadPage().byUrl(next).andReturnBundle(Bundle.class).execute();
        assertThat(slices(second)).containsExactly("{\"id\":\"2\"}");
    }

    @Test
    void aString25MegabytesLongIsOnlyBytes() {
        String record = "{\"resourceType\":\"Condition\",\"text\":\"" + "x".repeat(25_000_000) + "\"}";
        Bundle page =
                page("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":" + record + "}]}");
        assertThat(data(page, 0)).hasSize(record.length());
    }

    private Bundle page(String body) {
        ehr.answers(Reply.json(body));
        return (Bundle) client.search().byUrl("Condition?patient=1").execute();
    }

    private static List<String> slices(Bundle page) {
        return page.getEntry().stream()
                .map(entry -> new String(((Binary) entry.getResource()).getData(), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] data(Bundle page, int entry) {
        return ((Binary) page.getEntry().get(entry).getResource()).getData();
    }
}
