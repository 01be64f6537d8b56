// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a patient in logs and metrics without saying who it is: a keyed hash with a random key of this installation, which is
 * kept in the database. The same patient has the same token for ever, another installation gives another one. Thread-safe.
 */
public final class PatientToken {

    private static final String NAME = "patient-token";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SHOWN_BYTES = 6;

    private final SecretKeySpec key;

    private PatientToken(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Reads the installation's key; the first call makes it. */
    public static PatientToken of(Database database) {
        String hex = database.inTransaction(transaction -> stored(transaction).orElseGet(() -> {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            String made = HexFormat.of().formatHex(random);
            transaction.update("insert into installation (name, secret_key) values (?, ?)", NAME, made);
            return made;
        }));
        return new PatientToken(HexFormat.of().parseHex(hex));
    }

    /** Twelve hexadecimal digits. */
    public String of(PatientKey patient) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(patient.ehr().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] hash = mac.doFinal(patient.patientId().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    private static Optional<String> stored(Transaction transaction) {
        return transaction.first(
                row -> row.text("secret_key"), "select secret_key from installation where name = ?", NAME);
    }
}
