// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be put into the dead letters.
 *
 * @param source name of the EHR or of the drop folder it came from
 * @param place resource key ({@code Condition/123}, without version), or file and line ({@code batch.csv:17})
 * @param patient whose it is, where that is known
 * @param reason why
 * @param line one line a person understands, without personal data and without the server's words
 * @param payload the original bytes as received
 * @param mediaType of the payload
 * @param modelVersion which model was in force; empty before the model is asked
 */
public record NewDeadLetter(
        String source,
        String place,
        Optional<PatientKey> patient,
        Reason reason,
        String line,
        byte[] payload,
        String mediaType,
        String modelVersion) {

    private static final int LONGEST_PLACE = 500;

    public NewDeadLetter {
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(modelVersion, "modelVersion");
        if (source.isBlank() || place.isBlank()) {
            throw new IllegalArgumentException("a dead letter says where it came from");
        }
        place = place.length() <= LONGEST_PLACE ? place : place.substring(0, LONGEST_PLACE);
        payload = payload.clone();
    }

    /** A letter with the reason's own line. */
    public static NewDeadLetter of(
            String source,
            String place,
            Optional<PatientKey> patient,
            Reason reason,
            byte[] payload,
            String mediaType) {
        return new NewDeadLetter(source, place, patient, reason, reason.line(), payload, mediaType, "");
    }

    public NewDeadLetter withLine(String other) {
        return new NewDeadLetter(source, place, patient, reason, other, payload, mediaType, modelVersion);
    }

    public NewDeadLetter withModelVersion(String version) {
        return new NewDeadLetter(source, place, patient, reason, line, payload, mediaType, version);
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** SHA-256 of the original bytes: what a correction is bound to. */
    public String contentHash() {
        return sha256(payload);
    }

    /** What makes it the same letter when it comes again (CONTRACTS, Dead letters). */
    String key() {
        return key(source, place, contentHash(), reason.code());
    }

    static String key(String source, String place, String contentHash, String reason) {
        return sha256(String.join("\n", source, place, contentHash, reason).getBytes(StandardCharsets.UTF_8));
    }

    /** The same letter with its place as metadata may show it. */
    NewDeadLetter at(String shown) {
        return new NewDeadLetter(source, shown, patient, reason, line, payload, mediaType, modelVersion);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Without the payload, which is personal data. */
    @Override
    public String toString() {
        return "NewDeadLetter[" + reason.code() + " from " + source + ", " + payload.length + " bytes]";
    }
}
