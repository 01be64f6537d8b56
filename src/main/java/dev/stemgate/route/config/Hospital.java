// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.TlsSettings;
import dev.stemgate.fhir.keys.FileModes;
import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.fhir.keys.SigningKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One hospital file: the parameters with which it fills the template {@code hospital}.
 *
 * @param file the file, relative names in it are resolved against its folder
 * @param ehr name of the EHR, part of every key; letters, digits and hyphens
 * @param baseUrl FHIR base URL
 * @param login how to authorise
 * @param tls whom a secure connection trusts, and the client certificate
 * @param writeBack what happens to a result
 * @param outbox folder for write-back {@code file}
 * @param writing how results are written to the EHR
 * @param cadence time between two rounds
 * @param who which patients are screened
 * @param concurrency how many patients at a time
 * @param traffic how much the EHR is asked, and when
 * @param pageSize {@code _count} asked for
 * @param connectTimeout for a connection
 * @param readTimeout for an answer
 * @param zone in which today is read, and zone of dateTimes that carry none
 * @param kindsRead which kinds of record are read of a patient
 * @param match how patients of files and messages are found
 */
public record Hospital(
        Path file,
        String ehr,
        URI baseUrl,
        Login login,
        TlsSettings tls,
        WriteBackMode writeBack,
        Optional<Path> outbox,
        Writing writing,
        Duration cadence,
        WhoIsScreened who,
        int concurrency,
        Traffic traffic,
        int pageSize,
        Duration connectTimeout,
        Duration readTimeout,
        ZoneId zone,
        KindsRead kindsRead,
        MatchBy match) {

    public Hospital {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(writeBack, "writeBack");
        Objects.requireNonNull(outbox, "outbox");
        Objects.requireNonNull(writing, "writing");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(cadence, "cadence");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(readTimeout, "readTimeout");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(kindsRead, "kindsRead");
        Objects.requireNonNull(match, "match");
    }

    /** How many patients are read and written together at most; 1 when each is alone. */
    public int batch() {
        return traffic.batch();
    }

    /** Whether a round may begin now. */
    public boolean isActiveAt(Instant now) {
        return traffic.activeHours().contains(LocalTime.ofInstant(now, zone));
    }

    /** The settings of the FHIR client. Fails with {@link ConfigurationException} where the base URL is not allowed. */
    public EhrSettings fhirSettings() {
        return HospitalConnection.of(this);
    }

    /** Reads every secret, key and certificate once, so that a missing or a wrong one is found at the start and not at night. */
    public void checkSecrets() {
        try {
            login.check();
            tls.check();
        } catch (KeyFileException unusable) {
            throw new ConfigurationException(unusable.getMessage());
        }
    }

    /** The keys with which the bridge signs for this hospital, read anew; empty where it does not sign. */
    public Optional<SigningKeys> signingKeys() {
        return login instanceof Login.Smart smart ? Optional.of(smart.keys()) : Optional.empty();
    }

    /** What is allowed but should not be, one line each. */
    public List<String> warnings() {
        return Stream.concat(
                        login.secretFiles().stream(),
                        tls.clientCertificate().map(TlsSettings.ClientCertificate::keystore).stream())
                .filter(FileModes::readableByAll)
                .map(secret -> secret + ": every user of this machine can read this secret; 'chmod 600' it")
                .toList();
    }
}
