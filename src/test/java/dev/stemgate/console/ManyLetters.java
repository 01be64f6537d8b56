// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Database;
import dev.stemgate.state.PatientToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A bad month: letters of every reason, most of them open, with payloads of 2 kB, and the screenings of as many patients. */
public final class ManyLetters {

    private static final int AT_ONCE = 2_000;
    private static final String FILLER = "x".repeat(1_900);

    private ManyLetters() {}

    public static void seed(Database database, int letters, int screenings, Instant now) {
        Random random = new Random(4711);
        PatientToken tokens = PatientToken.of(database);
        for (int from = 1; from <= letters; from += AT_ONCE) {
            List<Object[]> rows = new ArrayList<>();
            List<Object[]> payloads = new ArrayList<>();
            for (int i = from; i < from + AT_ONCE && i <= letters; i++) {
                Reason reason = Reason.values()[random.nextInt(Reason.values().length)];
                String state = i % 5 == 0 ? "resolved" : i % 50 == 1 ? "replayed" : "open";
                PatientKey patient = new PatientKey("north", "p" + random.nextInt(20_000));
                Instant seen = now.minusSeconds(26L * (letters - i));
                rows.add(new Object[] {
                    (long) i,
                    String.format(Locale.ROOT, "%064x", i),
                    i % 3 == 0 ? "south" : "north",
                    "Condition/c" + i,
                    String.format(Locale.ROOT, "%064x", i + 7),
                    reason.code(),
                    reason.line(),
                    state,
                    tokens.of(patient),
                    seen,
                    seen
                });
                payloads.add(new Object[] {
                    (long) i,
                    ("{\"resourceType\":\"Condition\",\"id\":\"c" + i + "\",\"note\":\"" + FILLER + "\"}")
                            .getBytes(StandardCharsets.UTF_8)
                });
            }
            database.inTransaction(transaction -> {
                transaction.updateAll(
                        """
                        insert into dead_letter (letter_id, letter_key, source, place, content_hash, reason, line, media_type,
                            seen, model_version, state, patient_token, first_seen, last_seen)
                        values (?, ?, ?, ?, ?, ?, ?, 'application/fhir+json', 1, '0.1.0', ?, ?, ?, ?)""",
                        rows);
                return transaction.updateAll(
                        "insert into dead_letter_payload (letter_id, payload) values (?, ?)", payloads);
            });
        }
        screenings(database, screenings, now);
    }

    private static void screenings(Database database, int screenings, Instant now) {
        for (int from = 1; from <= screenings; from += AT_ONCE) {
            List<Object[]> units = new ArrayList<>();
            List<Object[]> results = new ArrayList<>();
            for (int i = from; i < from + AT_ONCE && i <= screenings; i++) {
                units.add(new Object[] {(long) i, "p" + i, "p" + i, now, now, now});
                results.add(new Object[] {
                    "p" + i, Outcome.values()[i % Outcome.values().length].code(), now, now, now, (long) i
                });
            }
            database.inTransaction(transaction -> {
                transaction.updateAll(
                        """
                        insert into patient_unit (unit_id, ehr, patient_id, requested_patient, trigger_kind, state, requested_at,
                            not_before, closed_at) values (?, 'north', ?, ?, 'cohort', 'written', ?, ?, ?)""",
                        units);
                return transaction.updateAll(
                        """
                        insert into screening_result (ehr, patient_id, model_id, status, model_version, fingerprint, outcome,
                            screening, evaluated_on, evaluated_at, last_confirmed_on, last_confirmed_at, valid_until,
                            observation_id, observation_version, recorded_at, unit_id)
                        values ('north', ?, 'stem-cell-risk', 'written', '0.1.0', 'f', ?, '{}', date '2026-03-01', ?,
                            date '2026-03-01', ?, date '2026-03-31', '', '', ?, ?)""",
                        results);
            });
        }
    }
}
