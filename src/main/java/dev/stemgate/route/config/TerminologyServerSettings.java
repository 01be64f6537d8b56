// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.terminology.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The block {@code terminologyServer} of the settings.
 *
 * @param file the settings file, for messages
 * @param baseUrl FHIR R4 base URL
 * @param login how to authorise
 * @param timeout for a connection and for the silence in one answer; one screening spends at most four times that
 * @param cacheFor how long an answer is believed
 * @param clears true when a code that the server knows, and that lies under no root, is irrelevant to this site
 * @param valueSets value sets of the server whose members count
 */
public record TerminologyServerSettings(
        Path file,
        URI baseUrl,
        Login login,
        Duration timeout,
        Duration cacheFor,
        boolean clears,
        List<CriterionValueSet> valueSets) {

    private static final int BUDGET = 4;
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** A value set of the server. @param url canonical URL */
    public record CriterionValueSet(String criterion, Role role, String url) {}

    public TerminologyServerSettings {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(cacheFor, "cacheFor");
        valueSets = List.copyOf(valueSets);
    }

    /** The most time that one screening waits for the server. */
    public Duration budget() {
        return timeout.multipliedBy(BUDGET);
    }

    /** The settings of the FHIR client. Fails with {@link ConfigurationException} where the base URL is not allowed. */
    public EhrSettings fhirSettings() {
        try {
            return EhrSettings.of("terminology-server", baseUrl, HospitalConnection.authorization(login))
                    .withTimeouts(new EhrSettings.Timeouts(timeout, timeout))
                    .withLimits(new EhrSettings.Limits(8, 1, 1, MAX_BODY_BYTES));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file + ": " + e.getMessage(), e);
        }
    }
}
