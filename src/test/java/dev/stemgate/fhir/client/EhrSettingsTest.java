// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.client.EhrSettings.Limits;
import dev.stemgate.fhir.client.EhrSettings.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EhrSettingsTest {

    @Test
    void eachChangeLeavesTheRestAsItWas() {
        URI base = URI.create("http://ehr.example/fhir");
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
        Limits limits = new Limits(1, 2, 3, 4);
        ZoneId zone = ZoneId.of("Europe/Vienna");
        TlsSettings tls = new TlsSettings(Optional.of(Path.of("ca.pem")), Optional.empty());
        PagingHosts hosts = new PagingHosts(Set.of("fhir-inner:8080"));
        Map<String, String> extra = Map.of("X-Client", "one");
        Authorization none = new Authorization.None();
        EhrSettings usual = EhrSettings.of("a", URI.create("https://ehr.example/fhir"), none);
        EhrSettings plain = new EhrSettings(
                "a",
                base,
                none,
                usual.timeouts(),
                usual.limits(),
                usual.zone(),
                true,
                true,
                usual.tls(),
                0,
                usual.pagingHosts(),
                extra);

        assertThat(plain.withTimeouts(timeouts)
                        .withLimits(limits)
                        .withZone(zone)
                        .withTls(tls)
                        .withTraffic(2.5, hosts)
                        .withIncludedMedications(false))
                .isEqualTo(
                        new EhrSettings("a", base, none, timeouts, limits, zone, true, false, tls, 2.5, hosts, extra));
    }
}
