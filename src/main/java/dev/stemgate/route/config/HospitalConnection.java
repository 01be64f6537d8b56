// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.Secret;

/** Makes the FHIR client's settings from a hospital file. */
final class HospitalConnection {

    private static final int MAX_PAGES = 1000;
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    private HospitalConnection() {}

    /** Secrets are read anew for each request, so that a rotated one is picked up. */
    static EhrSettings of(Hospital hospital) {
        try {
            return EhrSettings.of(hospital.ehr(), hospital.baseUrl(), authorization(hospital.login()))
                    .withTimeouts(new EhrSettings.Timeouts(hospital.connectTimeout(), hospital.readTimeout()))
                    .withLimits(new EhrSettings.Limits(
                            Math.max(8, 2 * hospital.concurrency()), MAX_PAGES, hospital.pageSize(), MAX_BODY_BYTES))
                    .withTls(hospital.tls())
                    .withIncludedMedications(hospital.kindsRead().includeMedications())
                    .withTraffic(
                            hospital.traffic().requestsPerSecond(),
                            hospital.traffic().pagingHosts())
                    .withZone(hospital.zone());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(hospital.file() + ": " + e.getMessage(), e);
        }
    }

    static Authorization authorization(Login login) {
        if (login instanceof Login.Smart smart) {
            return new Authorization.SmartBackend(smart.clientId(), smart::keys, smart.tokenUrl(), smart.scopes());
        }
        if (login instanceof Login.Bearer bearer) {
            return new Authorization.Bearer(() -> Secret.of(bearer.token().read()));
        }
        if (login instanceof Login.Basic basic) {
            return new Authorization.Basic(
                    basic.user(), () -> Secret.of(basic.password().read()));
        }
        return Authorization.NONE;
    }
}
