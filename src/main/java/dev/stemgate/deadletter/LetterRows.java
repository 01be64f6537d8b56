// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Row;
import dev.stemgate.state.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and upserts the rows of the letters. */
final class LetterRows {

    private static final int LONGEST_LINE = 1000;
    private static final String BY_PERSON = "person";

    private final PayloadStore payloads;

    LetterRows(PayloadStore payloads) {
        this.payloads = payloads;
    }

    /** Adds to the count of the letter with this key, or makes it. What a person resolved for good stays resolved. */
    LetterId put(Transaction transaction, NewDeadLetter letter, String key, Instant now) {
        Optional<LetterId> known = transaction.first(
                row -> new LetterId(row.longNumber("letter_id")),
                "select letter_id from dead_letter where letter_key = ? for update",
                key);
        if (known.isPresent()) {
            seenAgain(transaction, letter, known.get(), now);
            return known.get();
        }
        LetterId id = new LetterId(insert(transaction, letter, key, now));
        payloads.put(transaction, id, letter.payload());
        return id;
    }

    private static void seenAgain(Transaction transaction, NewDeadLetter letter, LetterId id, Instant now) {
        transaction.update(
                "update dead_letter set seen = seen + 1, last_seen = ?, model_version = ? where letter_id = ?",
                now,
                letter.modelVersion(),
                id.number());
        transaction.update(
                "update dead_letter set state = 'open', closed_by = '' where letter_id = ? and state <> 'open'"
                        + " and not (closed_by = ? and cast(? as boolean))",
                id.number(),
                BY_PERSON,
                letter.reason().boundToContent());
    }

    private static long insert(Transaction transaction, NewDeadLetter letter, String key, Instant now) {
        return transaction.insert(
                "letter_id",
                """
                insert into dead_letter (letter_key, source, place, content_hash, reason, ehr, patient_id, line,
                    media_type, seen, model_version, state, first_seen, last_seen)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 'open', ?, ?)""",
                key,
                letter.source(),
                letter.place(),
                letter.contentHash(),
                letter.reason().code(),
                letter.patient().map(PatientKey::ehr),
                letter.patient().map(PatientKey::patientId),
                letter.line().length() <= LONGEST_LINE
                        ? letter.line()
                        : letter.line().substring(0, LONGEST_LINE),
                letter.mediaType(),
                letter.modelVersion(),
                now,
                now);
    }

    static List<DeadLetter> find(Transaction transaction, LetterFilter filter) {
        StringBuilder sql = new StringBuilder("select * from dead_letter l where 1 = 1");
        List<Object> values = new ArrayList<>();
        filter.reason().ifPresent(reason -> {
            sql.append(" and reason = ?");
            values.add(reason.code());
        });
        filter.source().ifPresent(source -> {
            sql.append(" and source = ?");
            values.add(source);
        });
        filter.since().ifPresent(since -> {
            sql.append(" and last_seen >= ?");
            values.add(since);
        });
        filter.state().ifPresent(state -> {
            sql.append(" and state = ?");
            values.add(state.code());
        });
        filter.patient().ifPresent(patient -> {
            sql.append(" and ((ehr = ? and patient_id = ?) or exists (select 1 from dead_letter_waiting w"
                    + " where w.letter_id = l.letter_id and w.ehr = ? and w.patient_id = ?))");
            values.addAll(List.of(patient.ehr(), patient.patientId(), patient.ehr(), patient.patientId()));
        });
        sql.append(" order by letter_id");
        return transaction.query(LetterRows::letter, sql.toString(), values.toArray());
    }

    static Optional<DeadLetter> find(Transaction transaction, LetterId id) {
        return transaction.first(LetterRows::letter, "select * from dead_letter where letter_id = ?", id.number());
    }

    static int resolve(Transaction transaction, LetterId id, String note) {
        return transaction.update(
                "update dead_letter set state = 'resolved', closed_by = ?, note = ? where letter_id = ?",
                BY_PERSON,
                note,
                id.number());
    }

    private static DeadLetter letter(Row row) throws SQLException {
        Optional<String> ehr = row.optionalText("ehr");
        String patientId = row.optionalText("patient_id").orElse("");
        String reason = row.text("reason");
        return new DeadLetter(
                new LetterId(row.longNumber("letter_id")),
                row.text("source"),
                row.text("place"),
                row.text("content_hash"),
                Reason.ofCode(reason).orElseThrow(() -> new IllegalStateException("unknown reason " + reason)),
                ehr.map(name -> new PatientKey(name, patientId)),
                row.text("line"),
                row.text("media_type"),
                row.number("seen"),
                row.number("attempts"),
                row.text("model_version"),
                LetterState.ofCode(row.text("state")),
                row.text("note"),
                row.instant("first_seen"),
                row.instant("last_seen"));
    }
}
