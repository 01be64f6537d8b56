// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.EhrSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * One hospital file: the parameters with which it fills the template {@code hospital}.
 *
 * @param file the file, relative names in it are resolved against its folder
 * @param ehr name of the EHR, part of every key; letters, digits and hyphens
 * @param baseUrl FHIR base URL
 * @param login how to authorise
 * @param writeBack what happens to a result
 * @param outbox folder for write-back {@code file}
 * @param cadence time between two rounds
 * @param cohort relative search URL that finds who is to be screened
 * @param concurrency how many patients at a time
 * @param pageSize {@code _count} asked for
 * @param connectTimeout for a connection
 * @param readTimeout for an answer
 * @param zone zone of dateTimes that carry none
 * @param kindsRead which kinds of record are read of a patient
 */
public record Hospital(
        Path file,
        String ehr,
        URI baseUrl,
        Login login,
        WriteBackMode writeBack,
        Optional<Path> outbox,
        Duration cadence,
        String cohort,
        int concurrency,
        int pageSize,
        Duration connectTimeout,
        Duration readTimeout,
        ZoneId zone,
        KindsRead kindsRead) {

    public Hospital {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(writeBack, "writeBack");
        Objects.requireNonNull(outbox, "outbox");
        Objects.requireNonNull(cadence, "cadence");
        Objects.requireNonNull(cohort, "cohort");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(readTimeout, "readTimeout");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(kindsRead, "kindsRead");
    }

    /** The settings of the FHIR client. Fails with {@link ConfigurationException} where the base URL is not allowed. */
    public EhrSettings fhirSettings() {
        return HospitalConnection.of(this);
    }

    /** Reads every secret once, so that a missing one is found at the start and not at night. */
    public void checkSecrets() {
        login.checkSecret();
    }

    /** How a hospital's EHR is logged in to. */
    public sealed interface Login {

        /** Reads the secret once, where there is one. */
        default void checkSecret() {
            if (this instanceof Bearer bearer) {
                bearer.token().read();
            } else if (this instanceof Basic basic) {
                basic.password().read();
            }
        }

        /** No authorisation; for test servers. */
        record None() implements Login {}

        /** A static bearer token. */
        record Bearer(SecretSource token) implements Login {}

        /** HTTP basic. */
        record Basic(String user, SecretSource password) implements Login {}
    }
}
