// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {

    private static final OwnAddresses HERE = OwnAddresses.of(false, "127.0.0.1", 8089, true, Optional.empty());
    private static final OwnAddresses PROXIED =
            OwnAddresses.of(false, "10.1.2.3", 8089, false, Optional.of(URI.create("https://stemgate.example.org")));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8089", "localhost:8089", "LOCALHOST:8089", "[::1]:8089"})
    void everyNameOfLoopbackIsOurs(String host) {
        assertThat(HERE.isOwnHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8089",
                "127.0.0.1",
                "127.0.0.1:80",
                "localhost.evil.example:8089"
            })
    void anyOtherNameIsNot(String host) {
        assertThat(HERE.isOwnHost(host)).isFalse();
    }

    @Test
    void beyondLoopbackTheBoundAndThePublicAddressAreOurs() {
        assertThat(PROXIED.isOwnHost("stemgate.example.org")).isTrue();
        assertThat(PROXIED.isOwnHost("10.1.2.3:8089")).isTrue();
        assertThat(PROXIED.isOwnHost("localhost:8089")).isFalse();
        assertThat(PROXIED.mayChange("https://stemgate.example.org", "same-origin"))
                .isTrue();
        assertThat(PROXIED.mayChange("http://stemgate.example.org", "")).isFalse();
    }

    /** Origin and Sec-Fetch-Site as browsers send them; {@code ''} is a header that was not sent. */
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8089, same-origin, true",
        "http://localhost:8089, '', true",
        "null, same-origin, true",
        "'', '', true",
        "null, '', false",
        "null, cross-site, false",
        "null, same-site, false",
        "https://127.0.0.1:8089, '', false",
        "http://evil.example, cross-site, false",
        "http://127.0.0.1:8089, cross-site, false",
        "http://127.0.0.1:8090, same-site, false",
        "'', cross-site, false"
    })
    void aChangeComesFromOurOwnPage(String origin, String fetchSite, boolean allowed) {
        assertThat(HERE.mayChange(origin, fetchSite)).isEqualTo(allowed);
    }
}
