// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.Code;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.Transaction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The letter of one unclassified code or text of one EHR. A text may be a clinical note, so it stands in the payload only, and the
 * letter's place names its hash. The same goes for a code that does not look like one.
 */
final class UnclassifiedLetter {

    private static final int SHOWN_HASH = 16;

    private final NewDeadLetter letter;

    UnclassifiedLetter(String ehr, UnclassifiedCode unclassified, String modelVersion) {
        Code code = unclassified.code();
        String text = normalised(code.hasCode() ? code.code() : code.display());
        boolean showable = code.hasCode()
                && text.matches("[\\w.:/^&+-]{1,64}")
                && code.system().matches("\\S{0,200}");
        String place = showable
                ? code.system() + "|" + code.code().strip()
                : "text#"
                        + NewDeadLetter.sha256((code.system() + "|" + text).getBytes(StandardCharsets.UTF_8))
                                .substring(0, SHOWN_HASH);
        byte[] payload = new WaitingCode(code, Set.of(unclassified.kind())).json();
        letter = NewDeadLetter.of(ehr, place, Optional.empty(), Reason.UNCLASSIFIED_CODE, payload, "application/json")
                .withModelVersion(modelVersion);
    }

    NewDeadLetter letter() {
        return letter;
    }

    /** One letter for each EHR and code, whatever display came with it: the payload is not part of the key. */
    String key() {
        return NewDeadLetter.sha256(String.join(
                        "\n", letter.source(), letter.place(), letter.reason().code())
                .getBytes(StandardCharsets.UTF_8));
    }

    static void wait(Transaction transaction, LetterId letter, PatientKey patient, Instant now) {
        transaction.update(
                """
                merge into dead_letter_waiting w using (
                    values (cast(? as bigint), cast(? as varchar), cast(? as varchar),
                        cast(? as timestamp with time zone))) n (letter_id, ehr, patient_id, since)
                on w.letter_id = n.letter_id and w.ehr = n.ehr and w.patient_id = n.patient_id
                when not matched then insert (letter_id, ehr, patient_id, since)
                    values (n.letter_id, n.ehr, n.patient_id, n.since)""",
                letter.number(),
                patient.ehr(),
                patient.patientId(),
                now);
    }

    /** Letter case, accents' encoding and runs of blanks make no difference. */
    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
