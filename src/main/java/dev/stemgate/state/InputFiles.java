// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The ledger of what was dropped or sent: files and their units (CONTRACTS, Two ledgers). Operations join the transaction that
 * runs, so that units, records and dead letters of a chunk are committed together. Thread-safe.
 */
public final class InputFiles {

    private final Database database;

    public InputFiles(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** The file of this source with this content that was read, or is being read. */
    public Optional<InputFile> taken(String source, String contentHash) {
        return database.inTransaction(transaction -> transaction.first(
                InputFiles::file, "select * from input_file where source = ? and read_hash = ?", source, contentHash));
    }

    public Optional<InputFile> get(long id) {
        return database.inTransaction(
                transaction -> transaction.first(InputFiles::file, "select * from input_file where file_id = ?", id));
    }

    /** Every file of this name, of one source or of all, in order of arrival. */
    public List<InputFile> named(String name) {
        return database.inTransaction(transaction ->
                transaction.query(InputFiles::file, "select * from input_file where name = ? order by file_id", name));
    }

    /** Files that were read and whose report does not say yet how every unit ended, in order of arrival. */
    public List<InputFile> unreported() {
        return database.inTransaction(
                transaction -> transaction.query(
                        InputFiles::file,
                        "select * from input_file where reported = false and state = 'read' and rests_at <> '' order by file_id"));
    }

    /** Files of a source that were read, and of which it is not noted where they came to rest, in order of arrival. */
    public List<InputFile> restless(String source) {
        return database.inTransaction(transaction -> transaction.query(
                InputFiles::file,
                "select * from input_file where source = ? and state = 'read' and rests_at = '' and reported = false order by file_id",
                source));
    }

    /** Takes a file whose content is new. */
    public InputFile begin(String source, String ehr, String name, String contentHash, long bytes, Instant now) {
        return database.inTransaction(transaction ->
                add(transaction, source, ehr, name, contentHash, bytes, InputFile.State.READING, "", now));
    }

    /** Notes a file whose content was taken before. @param line of what it is a repeat */
    public InputFile duplicate(
            String source, String ehr, String name, String contentHash, long bytes, String line, Instant now) {
        return database.inTransaction(transaction ->
                add(transaction, source, ehr, name, contentHash, bytes, InputFile.State.DUPLICATE, line, now));
    }

    /** Notes a file that is refused as a whole. @param line why */
    public InputFile refused(
            String source, String ehr, String name, String contentHash, long bytes, String line, Instant now) {
        return database.inTransaction(transaction ->
                add(transaction, source, ehr, name, contentHash, bytes, InputFile.State.REFUSED, line, now));
    }

    private static InputFile add(
            Transaction transaction,
            String source,
            String ehr,
            String name,
            String contentHash,
            long bytes,
            InputFile.State state,
            String line,
            Instant now) {
        boolean reading = state == InputFile.State.READING;
        long id = transaction.insert(
                "file_id",
                """
                insert into input_file (source, ehr, name, content_hash, read_hash, size_bytes, state, line, seen_at, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                source,
                ehr,
                name,
                contentHash,
                reading ? Optional.of(contentHash) : Optional.empty(),
                bytes,
                state.code(),
                line,
                now,
                reading ? Optional.empty() : Optional.of(now));
        return transaction
                .first(InputFiles::file, "select * from input_file where file_id = ?", id)
                .orElseThrow();
    }

    /** A file that was being read turned out to be none: nothing of it was committed, and the same content may come again. */
    public void refuse(InputFile file, String line, Instant now) {
        database.inTransaction(transaction -> transaction.update(
                "update input_file set state = 'refused', read_hash = null, line = ?, ended_at = ? where file_id = ?",
                line,
                now,
                file.id()));
    }

    /**
     * Commits units of a file in their order.
     *
     * @throws FileTakenOverException when another process has committed them meanwhile
     */
    public void commit(InputFile file, List<InputUnit> units) {
        if (units.isEmpty()) {
            return;
        }
        long first = units.get(0).ordinal();
        long last = units.get(units.size() - 1).ordinal();
        database.inTransaction(transaction -> {
            int moved = transaction.update(
                    "update input_file set reached = ? where file_id = ? and reached = ? and state = 'reading'",
                    last,
                    file.id(),
                    first - 1);
            if (moved != 1) {
                throw new FileTakenOverException(file.id());
            }
            return transaction.updateAll(
                    """
                    insert into input_unit (file_id, ordinal, place_number, place_within, state, reason, line)
                    values (?, ?, ?, ?, ?, ?, ?)""",
                    units.stream().map(unit -> row(file, unit)).toList());
        });
    }

    private static Object[] row(InputFile file, InputUnit unit) {
        return new Object[] {
            file.id(),
            unit.ordinal(),
            unit.number(),
            unit.within(),
            unit.state().code(),
            unit.reason(),
            unit.line()
        };
    }

    /** Every unit is committed. */
    public void read(InputFile file, String line, Instant now) {
        database.inTransaction(transaction -> transaction.update(
                "update input_file set state = 'read', line = ?, ended_at = ? where file_id = ? and state = 'reading'",
                line,
                now,
                file.id()));
    }

    /** The file stands there now, and its report beside it. @param settled whether the report says how every unit ended */
    public void reported(InputFile file, String restsAt, boolean settled) {
        database.inTransaction(transaction -> transaction.update(
                "update input_file set rests_at = ?, reported = ? where file_id = ?", restsAt, settled, file.id()));
    }

    /** How many units of a file are in each state; every state is in the map. */
    public Map<InputState, Long> counts(long file) {
        return counts("select state, count(*) as units from input_unit where file_id = ? group by state", file);
    }

    /** How many units of a file wait to be settled. */
    public long pending(long file) {
        return database.inTransaction(transaction -> transaction.query(
                        row -> row.longNumber("units"),
                        "select count(*) as units from input_unit where file_id = ? and state = 'pending'",
                        file))
                .get(0);
    }

    /** How many units of all files of a source are in each state; every state is in the map. */
    public Map<InputState, Long> counts(String source) {
        return counts(
                """
                select u.state, count(*) as units from input_unit u join input_file f on f.file_id = u.file_id
                where f.source = ? group by u.state""",
                source);
    }

    private Map<InputState, Long> counts(String sql, Object of) {
        Map<InputState, Long> counts = new EnumMap<>(InputState.class);
        for (InputState state : InputState.values()) {
            counts.put(state, 0L);
        }
        database.inTransaction(transaction -> transaction.query(
                        row -> Map.entry(InputState.ofCode(row.text("state")), row.longNumber("units")), sql, of))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Up to {@code most} units of a file after this ordinal, in order: named as the key is, so that H2 sorts nothing and stops there. */
    public List<InputUnit> unitsAfter(long file, long ordinal, int most) {
        return database.inTransaction(transaction -> transaction.query(
                InputFiles::unit,
                "select * from input_unit where file_id = ? and ordinal > ? order by file_id, ordinal limit ?",
                file,
                ordinal,
                most));
    }

    /** The units of one line, entry or message. */
    public List<InputUnit> unitsAt(long file, long number) {
        return database.inTransaction(transaction -> transaction.query(
                InputFiles::unit,
                "select * from input_unit where file_id = ? and place_number = ? order by ordinal",
                file,
                number));
    }

    /** These units are accepted now, unless they are dead letters for what they hold and not for whose they are. */
    public void accept(List<ImportedRecord> records) {
        database.inTransaction(transaction -> transaction.updateAll(
                """
                update input_unit set state = 'accepted', reason = '', line = '' where file_id = ? and ordinal = ?
                    and (state = 'pending' or (state = 'dead-lettered' and reason in (
                        'unmatched-patient', 'ambiguous-patient', 'conflict', 'refused-by-ehr', 'access-denied')))""",
                records.stream()
                        .filter(record -> record.fault().isEmpty())
                        .map(record -> new Object[] {record.file(), record.ordinal()})
                        .toList()));
    }

    /** Of these files the report that stands beside them is no longer true. */
    public void reportAgain(List<ImportedRecord> records) {
        database.inTransaction(transaction -> transaction.updateAll(
                "update input_file set reported = false where file_id = ?",
                records.stream()
                        .map(ImportedRecord::file)
                        .distinct()
                        .map(file -> new Object[] {file})
                        .toList()));
    }

    /** Of this file the report that stands beside it is no longer true. */
    public void reportAgain(long file) {
        database.inTransaction(
                transaction -> transaction.update("update input_file set reported = false where file_id = ?", file));
    }

    /** Changes the state of a unit that a person or a later file settled. */
    public void settle(long file, long ordinal, InputState state, String reason, String line) {
        database.inTransaction(transaction -> transaction.update(
                "update input_unit set state = ?, reason = ?, line = ? where file_id = ? and ordinal = ?",
                state.code(),
                reason,
                line,
                file,
                ordinal));
    }

    private static InputUnit unit(Row row) throws SQLException {
        return new InputUnit(
                row.longNumber("ordinal"),
                row.longNumber("place_number"),
                row.text("place_within"),
                InputState.ofCode(row.text("state")),
                row.text("reason"),
                row.text("line"));
    }

    private static InputFile file(Row row) throws SQLException {
        return new InputFile(
                row.longNumber("file_id"),
                row.text("source"),
                row.text("ehr"),
                row.text("name"),
                row.text("content_hash"),
                row.longNumber("size_bytes"),
                InputFile.State.valueOf(row.text("state").toUpperCase(java.util.Locale.ROOT)),
                row.longNumber("reached"),
                row.text("line"),
                row.yes("reported"),
                row.text("rests_at"),
                row.instant("seen_at"),
                row.optionalInstant("ended_at"));
    }
}
