// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;

/**
 * The identity of a screening Observation: one per EHR, patient and model id, for ever (CONTRACTS, Identity). The version
 * of the model is not in it, so that a new version amends instead of adding a second Observation.
 *
 * @param value hexadecimal SHA-256 of the three, each preceded by its length so that no two triples run together
 */
public record ScreeningIdentity(String value) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public ScreeningIdentity {
        Objects.requireNonNull(value, "value");
        if (!SHA_256.matcher(value).matches()) {
            throw new IllegalArgumentException("a screening identity is 64 hexadecimal digits");
        }
    }

    public static ScreeningIdentity of(Screening screening) {
        return of(screening.patient(), screening.model().id());
    }

    public static ScreeningIdentity of(PatientKey patient, String modelId) {
        MessageDigest digest = sha256();
        for (String part : List.of(patient.ehr(), patient.patientId(), modelId)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return new ScreeningIdentity(HexFormat.of().formatHex(digest.digest()));
    }

    /** The identifier as it stands in the Observation. */
    public Identifier identifier() {
        return new Identifier().setSystem(Canonical.SCREENING_IDENTIFIER).setValue(value);
    }

    /** {@code identifier=<system>%7C<value>}: the criteria of a conditional create, without resource type or question mark. */
    public String searchCriteria() {
        return "identifier=" + Canonical.SCREENING_IDENTIFIER + "%7C" + value;
    }

    /** {@code Observation?identifier=<system>%7C<value>}, relative to the base of the EHR. */
    public String searchUrl() {
        return "Observation?" + searchCriteria();
    }

    /** Whether an Observation carries this identity; a server that ignored the search parameter returns others too. */
    public boolean isOf(Observation observation) {
        return isAmong(observation.getIdentifier());
    }

    boolean isAmong(List<Identifier> identifiers) {
        return identifiers.stream()
                .anyMatch(candidate -> Canonical.SCREENING_IDENTIFIER.equals(candidate.getSystem())
                        && value.equals(candidate.getValue()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
