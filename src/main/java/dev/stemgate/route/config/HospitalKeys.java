// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.fhir.keys.SigningKeys;
import java.util.List;
import java.util.Optional;

/** The JWK Sets that hospitals fetch from us. Public halves only. */
public final class HospitalKeys {

    private final List<Hospital> hospitals;

    public HospitalKeys(BridgeSettings settings) {
        this.hospitals = settings.hospitals();
    }

    /** True when there is a hospital for which the bridge signs. */
    public boolean any() {
        return hospitals.stream().anyMatch(hospital -> hospital.login() instanceof Login.Smart);
    }

    /** True when there is such a hospital and the bridge signs for it. */
    public boolean signsFor(String ehr) {
        return hospitals.stream()
                .anyMatch(hospital -> hospital.ehr().equals(ehr) && hospital.login() instanceof Login.Smart);
    }

    /**
     * The set for one hospital; empty where there is no such hospital, or none for which the bridge signs.
     *
     * @throws ConfigurationException when a key file cannot be used
     */
    public Optional<String> jwks(String ehr) {
        List<Hospital> asked = hospitals.stream()
                .filter(hospital -> hospital.ehr().equals(ehr))
                .filter(hospital -> hospital.login() instanceof Login.Smart)
                .toList();
        return asked.isEmpty() ? Optional.empty() : Optional.of(set(asked));
    }

    /**
     * The keys of all hospitals in one set; an empty set where the bridge signs for none.
     *
     * @throws ConfigurationException when a key file cannot be used
     */
    public String jwks() {
        return set(hospitals);
    }

    private static String set(List<Hospital> hospitals) {
        try {
            return SigningKeys.jwks(hospitals.stream()
                    .flatMap(hospital -> hospital.signingKeys().stream())
                    .toList());
        } catch (KeyFileException unusable) {
            throw new ConfigurationException(unusable.getMessage());
        }
    }
}
