// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientToken;
import dev.stemgate.state.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenisedLettersTest {

    private static final PatientKey ANNA = new PatientKey("north", "anna");

    @TempDir
    Path folder;

    @Test
    void lettersOfAnEarlierReleaseLoseTheirPatientsIdsAndStayTheSameLetters() {
        try (Database database = TestDatabase.H2.open(folder)) {
            DeadLetters letters = new DeadLetters(database, new Ledger(database));
            LetterId unit = letters.put(letter("Patient/anna", Reason.CONFLICT), Instant.EPOCH);
            LetterId entry = letters.put(letter("Condition/1", Reason.UNREADABLE), Instant.EPOCH);
            asBefore(database, unit, "Patient/anna", Reason.CONFLICT);
            asBefore(database, entry, "Condition/1", Reason.UNREADABLE);

            DeadLetters later = new DeadLetters(database, new Ledger(database));

            assertThat(later.find(LetterFilter.all().of(ANNA)))
                    .extracting(DeadLetter::id)
                    .containsExactly(unit, entry);
            assertThat(later.find(LetterFilter.all()).toString())
                    .doesNotContain("anna")
                    .contains("Patient/#" + PatientToken.of(database).of(ANNA));
            assertThat(List.of(
                            later.put(letter("Patient/anna", Reason.CONFLICT), Instant.EPOCH),
                            later.put(letter("Condition/1", Reason.UNREADABLE), Instant.EPOCH)))
                    .as("the same bytes are the same letters")
                    .containsExactly(unit, entry);
        }
    }

    /** What the release before stored: the patient's id in the place, no hash. */
    private static void asBefore(Database database, LetterId id, String place, Reason reason) {
        database.inTransaction(transaction -> {
            String hash = NewDeadLetter.sha256("x".getBytes(UTF_8));
            transaction.update("delete from installation where name = 'letters-tokenised'");
            return transaction.update(
                    "update dead_letter set patient_token = null, place = ?, letter_key = ? where letter_id = ?",
                    place,
                    NewDeadLetter.key("north", place, hash, reason.code()),
                    id.number());
        });
    }

    private static NewDeadLetter letter(String place, Reason reason) {
        return NewDeadLetter.of("north", place, Optional.of(ANNA), reason, "x".getBytes(UTF_8), "text/plain");
    }
}
