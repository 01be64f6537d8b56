// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the audit. Holds no personal data: a patient stands there as a {@link PatientToken}.
 *
 * @param number grows with the order in which things happened
 * @param actor who, as {@link Actor#toString} writes it
 * @param letterNumber the dead letter it concerns
 * @param patientToken the patient it concerns
 * @param detail more of it: changed paths, a count, a file's name; may be empty
 */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        Action action,
        Optional<Long> letterNumber,
        Optional<String> patientToken,
        String detail) {

    public AuditEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(letterNumber, "letterNumber");
        Objects.requireNonNull(patientToken, "patientToken");
        Objects.requireNonNull(detail, "detail");
    }

    /** What was done. */
    public enum Action {
        VIEWED,
        CORRECTED,
        CLASSIFIED,
        ASSIGNED,
        RESOLVED,
        REPLAY_PREVIEWED,
        REPLAY_REQUESTED,
        REPLAY_SETTLED,
        CORRECTION_ENDED,
        EXPORTED,
        BACKED_UP,
        RESTORED,
        FORGOTTEN,
        PURGED,
        REKEYED;

        /** The word that is stored and shown, for instance {@code replay-requested}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Action ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
