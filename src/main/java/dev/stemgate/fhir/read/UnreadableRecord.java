// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A record for the dead letters.
 *
 * @param kind in whose search it came, and which is incomplete for it
 * @param ref type and id as far as they can be told; either may be empty
 * @param line one line for a person, without personal data
 * @param bytes as received; personal data
 * @param sha256 of the bytes, hexadecimal
 */
public record UnreadableRecord(
        RecordKind kind, ResourceRef ref, Reason reason, String line, byte[] bytes, String sha256) {

    public UnreadableRecord {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(sha256, "sha256");
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Without the bytes, which are personal data. */
    @Override
    public String toString() {
        return kind + " " + ref + " " + reason.code() + ": " + line + " [" + sha256 + "]";
    }
}
