// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;

/** A result's screening as its text column holds it: JSON, or the sealed JSON in Base64. */
record SealedScreening(String text, String keyId) {

    static String place(String ehr, String patientId, String modelId, String status) {
        return String.join("/", "screening_result", ehr, patientId, modelId, status);
    }

    static SealedScreening of(Transaction transaction, String json, String place) {
        PayloadKeys.Sealed sealed = transaction.seal(json.getBytes(StandardCharsets.UTF_8), place);
        return new SealedScreening(
                sealed.keyId().isEmpty() ? json : Base64.getEncoder().encodeToString(sealed.bytes()), sealed.keyId());
    }

    static String read(Transaction transaction, Row row, String place) throws SQLException {
        String keyId = row.text("key_id");
        String text = row.text("screening");
        return keyId.isEmpty()
                ? text
                : new String(
                        transaction.unseal(
                                new PayloadKeys.Sealed(Base64.getDecoder().decode(text), keyId), place),
                        StandardCharsets.UTF_8);
    }
}
