// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stemgate.fhir.client.PagingHosts;
import dev.stemgate.route.BridgeFixture;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficReaderTest {

    @TempDir
    Path folder;

    @Test
    void byDefaultPatientsAreReadTogetherAtAnyTimeAndRate() {
        assertThat(hospital("").traffic()).isEqualTo(new Traffic(100, 0, ActiveHours.ALWAYS, PagingHosts.REFUSED));
    }

    @Test
    void everythingCanBeSet() {
        Traffic traffic = hospital(
                        """
                        - name: batch
                          value: "20"
                        - name: requestsPerSecond
                          value: "0.5"
                        - name: activeHours
                          value: "20:00-06:00, 12:00-13:00"
                        - name: pagingHosts
                          value: "rewrite(inner:8080, proxy)\"""")
                .traffic();
        assertThat(traffic.batch()).isEqualTo(20);
        assertThat(traffic.requestsPerSecond()).isEqualTo(0.5);
        assertThat(traffic.activeHours()).hasToString("20:00-06:00, 12:00-13:00");
        assertThat(traffic.pagingHosts()).isEqualTo(new PagingHosts(Set.of("inner:8080", "proxy")));
        assertThat(hospital("- name: batch\n  value: \"off\"").batch()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "19:59, false",
        "20:00, true",
        "23:59, true",
        "00:00, true",
        "05:59, true",
        "06:00, false",
        "12:30, true"
    })
    void hoursGoOverMidnight(LocalTime time, boolean active) {
        assertThat(ActiveHours.parse("20:00-06:00, 12:00-13:00").orElseThrow().contains(time))
                .isEqualTo(active);
    }

    @Test
    void theHoursAreThoseOfTheHospital() {
        Hospital hospital =
                hospital("- name: zone\n  value: Pacific/Auckland\n- name: activeHours\n  value: \"20:00-06:00\"");
        assertThat(hospital.isActiveAt(Instant.parse("2026-06-01T09:00:00Z")))
                .as("21:00 there")
                .isTrue();
        assertThat(hospital.isActiveAt(Instant.parse("2026-06-01T21:00:00Z")))
                .as("09:00 there")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "batch; 1; must be auto, off",
                "batch; 201; must be auto, off",
                "batch; yes; must be auto, off",
                "requestsPerSecond; 0; must be off",
                "requestsPerSecond; -1; must be off",
                "requestsPerSecond; fast; must be off",
                "activeHours; 20-06; must be windows",
                "activeHours; night; must be windows",
                "activeHours; 20:00-25:00; must be windows",
                "pagingHosts; rewrite; must be refuse",
                "pagingHosts; follow; must be refuse",
                "pagingHosts; rewrite(http://x/); names what is no"
            })
    void whatIsNotUnderstoodIsRefusedWithFileAndLine(String name, String value, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> hospital("- name: " + name + "\n  value: \"" + value + "\""))
                .withMessageContaining(message)
                .withMessageContaining("'" + name + "'")
                .withMessageMatching(".*\\.yaml:\\d+: .*");
    }

    private Hospital hospital(String more) {
        return BridgeFixture.settings(folder, URI.create("http://127.0.0.1:9/fhir"), "off", more)
                .hospital(BridgeFixture.EHR);
    }
}
