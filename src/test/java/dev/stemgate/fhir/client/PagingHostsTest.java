// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stemgate.fhir.client.FakeEhr.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A next link to another name of the EHR is turned into one to the EHR, and no link is followed elsewhere (DESIGN, invariant 4). */
class PagingHostsTest {

    private static final Origin ORIGIN = new Origin(URI.create("https://ehr.example.org/fhir/r4"));

    @ParameterizedTest
    @CsvSource({
        "http://inner:8080/fhir/r4?_getpages=1&x=%2F, https://ehr.example.org/fhir/r4?_getpages=1&x=%2F",
        "https://INNER:8080/fhir/r4/Condition?page=2, https://ehr.example.org/fhir/r4/Condition?page=2",
        "http://proxy/fhir/r4/Condition?page=2, https://ehr.example.org/fhir/r4/Condition?page=2"
    })
    void aLinkToAnAliasBecomesOneToTheOrigin(String link, String settled) {
        assertThat(new PagingHosts(Set.of("Inner:8080", "proxy")).settle(URI.create(link), ORIGIN))
                .hasToString(settled);
    }

    @ParameterizedTest
    @CsvSource({
        "http://inner:8081/fhir/r4?page=2",
        "http://inner/fhir/r4?page=2",
        "http://other:8080/fhir/r4?page=2",
        "http://inner.evil.org:8080/fhir/r4?page=2",
        "http://inner:8080/other?page=2",
        "http://inner:8080/fhir/r4x?page=2",
        "http://inner:8080/fhir/r4/../admin?page=2",
        "http://inner:8080/fhir/r4/%2e%2e/admin?page=2",
        "http://user@inner:8080/fhir/r4?page=2",
        "ftp://inner:8080/fhir/r4?page=2"
    })
    void anyOtherLinkStaysAsItIsAndIsRefused(String link) {
        URI settled = new PagingHosts(Set.of("inner:8080")).settle(URI.create(link), ORIGIN);
        assertThat(settled).hasToString(link);
        assertThat(ORIGIN.covers(settled)).isFalse();
    }

    @Test
    void nothingIsRewrittenUnlessItIsDeclared() {
        URI link = URI.create("http://inner:8080/fhir/r4?page=2");
        assertThat(PagingHosts.REFUSED.settle(link, ORIGIN)).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({"http://inner", "inner/fhir", "a b", "inner:port"})
    void anAliasIsAHostAndNoUrl(String alias) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PagingHosts(Set.of(alias)));
    }

    @Test
    void theClientReadsTheNextPageAtTheOrigin() throws IOException {
        try (FakeEhr ehr = new FakeEhr();
                EhrClients clients = new EhrClients()) {
            EhrSettings settings = EhrSettings.of("main", ehr.base(), Authorization.NONE)
                    .withTraffic(0, new PagingHosts(Set.of("inner.invalid")));
            ehr.answers(Reply.json(
                    "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"http://inner.invalid"
                            + ehr.base().getPath() + "?page=2\"}]}"));
            Bundle page = clients.clientFor(settings)
                    .search()
                    .byUrl("Condition?patient=a")
                    .returnBundle(Bundle.class)
                    .execute();
            assertThat(page.getLink("next").getUrl()).isEqualTo(ehr.base() + "?page=2");
        }
    }
}
