// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.Row;
import dev.stemgate.state.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The corrections that people made, kept for ever; of the same bytes at most one stands. Thread-safe. */
public final class Corrections {

    private static final int LONGEST_PATHS = 1000;
    private static final String READ = "it is read as it was corrected";
    private static final String REPLACED = "another correction took its place";

    private final Database database;
    private final Audit audit;
    private final Places places;
    private final PayloadStore payloads = new PayloadStore();

    public Corrections(Database database) {
        this.database = Objects.requireNonNull(database, "database");
        this.audit = new Audit(database);
        this.places = new Places(database);
    }

    /** Stores a correction in the place of one that stood for the same bytes. */
    Correction put(DeadLetter letter, EditedRecord edited, Actor by, Instant now) {
        String standing = standing(letter.source(), letter.contentHash());
        String paths = String.join(" ", edited.paths());
        return database.inTransaction(transaction -> {
            end(transaction, "standing = ?", REPLACED, now, standing);
            long number = transaction.insert(
                    "correction_id",
                    """
                    insert into record_correction (letter_id, source, place, content_hash, patient_token, paths, payload,
                        made_by, made_at, standing)
                    values (?, ?, ?, ?, cast(? as varchar), ?, ?, ?, ?, ?)""",
                    letter.id().number(),
                    letter.source(),
                    letter.place(),
                    letter.contentHash(),
                    letter.patient(),
                    paths.length() <= LONGEST_PATHS ? paths : paths.substring(0, LONGEST_PATHS),
                    new byte[0],
                    by.toString(),
                    now,
                    standing);
            payloads.putCorrected(transaction, number, edited.bytes());
            return transaction
                    .first(Corrections::correction, "select * from record_correction where correction_id = ?", number)
                    .orElseThrow();
        });
    }

    /** What was corrected for a letter, newest first. */
    public List<Correction> of(LetterId letter) {
        return database.inTransaction(transaction -> transaction.query(
                Corrections::correction,
                "select * from record_correction where letter_id = ? order by correction_id desc",
                letter.number()));
    }

    /** What was corrected in the record of a patient, oldest first; also what has ended. */
    public List<Correction> of(PatientKey patient) {
        return database.inTransaction(transaction -> transaction.query(
                Corrections::correction,
                "select * from record_correction where patient_token = ? order by correction_id",
                places.token(patient)));
    }

    /** The corrected bytes that stand for a letter: personal data. */
    public Optional<byte[]> standing(DeadLetter letter) {
        return database.inTransaction(transaction -> transaction
                .first(
                        row -> row.longNumber("correction_id"),
                        "select correction_id from record_correction where standing = ?",
                        standing(letter.source(), letter.contentHash()))
                .map(number -> payloads.getCorrected(transaction, number)));
    }

    /** The corrections that stand for an EHR, to be asked record by record during one pull. */
    public PullCorrections forPull(String ehr) {
        Map<String, Long> byHash = new HashMap<>();
        Map<String, String> hashByPlace = new HashMap<>();
        database.inTransaction(transaction -> transaction.query(
                row -> {
                    byHash.put(row.text("content_hash"), row.longNumber("correction_id"));
                    hashByPlace.put(row.text("place"), row.text("content_hash"));
                    return byHash;
                },
                "select correction_id, place, content_hash from record_correction"
                        + " where source = ? and standing is not null order by correction_id",
                ehr));
        return new PullCorrections(this, ehr, byHash, hashByPlace);
    }

    byte[] bytes(long number) {
        return database.inTransaction(transaction -> payloads.getCorrected(transaction, number));
    }

    String shownPlace(String ehr, String place) {
        return places.shown(ehr, place);
    }

    /** Notes that a pull read the corrected bytes; the letters that they were made for need nobody's work any more. */
    void applied(List<Long> numbers, Instant now) {
        database.inTransaction(transaction -> {
            transaction.updateAll(
                    "update record_correction set applied_at = coalesce(applied_at, ?) where correction_id = ?",
                    numbers.stream().map(number -> new Object[] {now, number}).toList());
            return transaction.updateAll(
                    "update dead_letter set state = 'resolved', closed_by = 'source', note = ?, closed_at = ?"
                            + " where state = 'open' and letter_id = ("
                            + "select letter_id from record_correction where correction_id = ?)",
                    numbers.stream()
                            .map(number -> new Object[] {READ, now, number})
                            .toList());
        });
    }

    /** The open letters of lines of a file, or of files of that name, of which corrected bytes stand; in order of arrival. */
    public List<DeadLetter> openOfFile(String source, String file) {
        String beginning = file + ":";
        return database.inTransaction(transaction -> transaction.query(
                LetterRows::letter,
                """
                select l.* from record_correction c join dead_letter l
                    on l.source = c.source and l.content_hash = c.content_hash
                where c.source = ? and c.standing is not null and l.state = 'open' and substring(l.place, 1, ?) = ?
                order by l.letter_id""",
                source,
                beginning.length(),
                beginning));
    }

    /** Notes that a record of a file was taken in as it was corrected; its letter needs nobody's work any more. */
    public void taken(DeadLetter letter, Instant now) {
        database.inTransaction(transaction -> {
            noteTaken(transaction, letter, now);
            return transaction.update(
                    "update dead_letter set state = 'resolved', closed_by = 'source', note = ?, closed_at = ?"
                            + " where state = 'open' and letter_id = ?",
                    READ,
                    now,
                    letter.id().number());
        });
    }

    /** Since when the correction that stands for a letter counts. */
    static void noteTaken(Transaction transaction, DeadLetter letter, Instant now) {
        transaction.update(
                "update record_correction set applied_at = coalesce(applied_at, ?) where standing = ?",
                now,
                standing(letter.source(), letter.contentHash()));
    }

    /** The source sends other content than the one that was corrected: the correction no longer counts. */
    void outdated(long number, Instant now) {
        database.inTransaction(transaction -> {
            List<Correction> ended = transaction.query(
                    Corrections::correction,
                    "select * from record_correction where correction_id = ? and standing is not null",
                    number);
            end(transaction, "correction_id = ?", "the source sends other content", now, number);
            ended.forEach(correction -> audit.ofLetter(
                    Actor.BRIDGE,
                    AuditEntry.Action.CORRECTION_ENDED,
                    correction.letter().number(),
                    Optional.empty(),
                    "the source sends other content than the one that was corrected",
                    now));
            return ended;
        });
    }

    private static void end(Transaction transaction, String which, String why, Instant now, Object key) {
        transaction.update(
                "update record_correction set standing = null, ended_at = ?, ended_why = ?"
                        + " where standing is not null and " + which,
                now,
                why,
                key);
    }

    private static String standing(String source, String contentHash) {
        return NewDeadLetter.sha256((source + "\n" + contentHash).getBytes(StandardCharsets.UTF_8));
    }

    private static Correction correction(Row row) throws SQLException {
        String paths = row.text("paths");
        return new Correction(
                row.longNumber("correction_id"),
                new LetterId(row.longNumber("letter_id")),
                row.text("source"),
                row.text("place"),
                row.text("content_hash"),
                paths.isEmpty() ? List.of() : Arrays.asList(paths.split(" ")),
                row.text("made_by"),
                row.instant("made_at"),
                row.optionalInstant("applied_at"),
                row.optionalInstant("ended_at"),
                row.text("ended_why"));
    }
}
