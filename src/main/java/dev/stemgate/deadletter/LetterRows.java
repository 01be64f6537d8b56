// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.Row;
import dev.stemgate.state.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads and upserts the rows of the letters. */
final class LetterRows {

    private static final int LONGEST_LINE = 1000;
    private static final String BY_PERSON = "person";

    private final PayloadStore payloads;
    private final Places places;

    LetterRows(PayloadStore payloads, Places places) {
        this.payloads = payloads;
        this.places = places;
    }

    /** Adds to the count of the letter with this key, or makes it. What a person resolved for good stays resolved. */
    LetterId put(Transaction transaction, NewDeadLetter incoming, Function<NewDeadLetter, String> keyed, Instant now) {
        NewDeadLetter letter = incoming.at(places.shown(incoming.source(), incoming.place()));
        String key = keyed.apply(letter);
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
        letter.patient().ifPresent(patient -> LetterSubjects.put(transaction, id, patient));
        return id;
    }

    private static void seenAgain(Transaction transaction, NewDeadLetter letter, LetterId id, Instant now) {
        transaction.update(
                "update dead_letter set seen = seen + 1, last_seen = ?, model_version = ? where letter_id = ?",
                now,
                letter.modelVersion(),
                id.number());
        transaction.update(
                "update dead_letter set state = 'open', closed_by = '', closed_at = null where letter_id = ? and state <> 'open'"
                        + " and not (closed_by = ? and cast(? as boolean))",
                id.number(),
                BY_PERSON,
                letter.reason().boundToContent());
    }

    private long insert(Transaction transaction, NewDeadLetter letter, String key, Instant now) {
        return transaction.insert(
                "letter_id",
                """
                insert into dead_letter (letter_key, source, place, content_hash, reason, patient_token, line,
                    media_type, seen, model_version, state, first_seen, last_seen)
                values (?, ?, ?, ?, ?, cast(? as varchar), ?, ?, 1, ?, 'open', ?, ?)""",
                key,
                letter.source(),
                letter.place(),
                letter.contentHash(),
                letter.reason().code(),
                letter.patient().map(places::token),
                letter.line().length() <= LONGEST_LINE
                        ? letter.line()
                        : letter.line().substring(0, LONGEST_LINE),
                letter.mediaType(),
                letter.modelVersion(),
                now,
                now);
    }

    static Optional<DeadLetter> find(Transaction transaction, LetterId id) {
        return transaction.first(LetterRows::letter, "select * from dead_letter where letter_id = ?", id.number());
    }

    static int resolve(Transaction transaction, LetterId id, String note, Instant now) {
        return transaction.update(
                "update dead_letter set state = 'resolved', closed_by = ?, note = ?, closed_at = ? where letter_id = ?",
                BY_PERSON,
                note,
                now,
                id.number());
    }

    static DeadLetter letter(Row row) throws SQLException {
        String reason = row.text("reason");
        return new DeadLetter(
                new LetterId(row.longNumber("letter_id")),
                row.text("source"),
                row.text("place"),
                row.text("content_hash"),
                Reason.ofCode(reason).orElseThrow(() -> new IllegalStateException("unknown reason " + reason)),
                row.optionalText("patient_token"),
                row.text("line"),
                row.text("media_type"),
                row.number("seen"),
                row.number("attempts"),
                row.text("model_version"),
                LetterState.ofCode(row.text("state")),
                row.text("note"),
                row.instant("first_seen"),
                row.instant("last_seen"),
                row.optionalInstant("closed_at"));
    }
}
