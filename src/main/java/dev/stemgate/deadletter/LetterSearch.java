// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One filter as SQL. A patient is looked for by the keyed hash, so that no id is compared that metadata does not hold. */
final class LetterSearch {

    private static final String IN_ORDER = " order by letter_id";

    /** Letters of records of files, of which it turned out later whose they are: as read, or as corrected. */
    static final String OF_FILES =
            """
            select f.letter_id from dead_letter f join imported_record r
                on r.source = f.source and r.place = f.place and r.received_hash = f.content_hash
            where r.ehr = ? and r.patient_id = ?
            union
            select f.letter_id from dead_letter f join imported_record r
                on r.source = f.source and r.place = f.place and r.received_hash = f.content_hash
            where r.subject_key in (select subject_key from input_subject where ehr = ? and patient_id = ?)
            union
            select s.letter_id from record_correction c
                join dead_letter l on l.source = c.source and l.content_hash = c.content_hash
                join dead_letter s on s.source = c.source and s.content_hash = c.content_hash
                join input_file i on i.source = l.source and i.name = l.place
                join imported_record k on k.file_id = i.file_id
            where k.ehr = ? and k.patient_id = ?""";

    /** The parameters of {@link #OF_FILES}. */
    static Object[] ofFiles(PatientKey patient) {
        String ehr = patient.ehr();
        String id = patient.patientId();
        return new Object[] {ehr, id, ehr, id, ehr, id};
    }

    private final StringBuilder where = new StringBuilder(" from dead_letter l where 1 = 1");
    private final List<Object> values = new ArrayList<>();

    /** Columns that hold one value in all that is found: as the first of the order they let the list be read off an index. */
    private final List<String> fixed = new ArrayList<>();

    LetterSearch(LetterFilter filter, Places places) {
        filter.state().ifPresent(state -> fix("state", state.code()));
        filter.reason().ifPresent(reason -> fix("reason", reason.code()));
        filter.source().ifPresent(source -> fix("source", source));
        filter.since().ifPresent(since -> and("last_seen >= ?", since));
        filter.patient()
                .ifPresent(patient -> and(
                        "letter_id in (select letter_id from dead_letter where patient_token = ? union"
                                + " select letter_id from dead_letter_waiting where ehr = ? and patient_id = ? union "
                                + OF_FILES + ")",
                        Stream.concat(
                                        Stream.of(places.token(patient), patient.ehr(), patient.patientId()),
                                        Stream.of(ofFiles(patient)))
                                .toArray()));
        if (filter.since().isPresent() || filter.patient().isPresent()) {
            fixed.clear();
        }
    }

    private void fix(String column, String value) {
        and(column + " = ?", value);
        fixed.add(column);
    }

    private void and(String condition, Object... parameters) {
        where.append(" and ").append(condition);
        values.addAll(List.of(parameters));
    }

    /** In order of arrival. */
    List<DeadLetter> all(Transaction transaction) {
        return transaction.query(LetterRows::letter, "select *" + where + IN_ORDER, values.toArray());
    }

    /** Newest first. */
    List<DeadLetter> some(Transaction transaction, long offset, int limit) {
        List<Object> more = new ArrayList<>(values);
        more.add(limit);
        more.add(offset);
        return transaction.query(
                LetterRows::letter, "select *" + where + IN_ORDER + " desc limit ? offset ?", more.toArray());
    }

    /** Those that came before one letter, or after one, or the newest: newest first. */
    LetterSlice slice(Transaction transaction, Optional<LetterId> before, Optional<LetterId> after, int limit) {
        List<Object> more = new ArrayList<>(values);
        String bound = "";
        if (before.isPresent()) {
            bound = " and letter_id < ?";
            more.add(before.get().number());
        } else if (after.isPresent()) {
            bound = " and letter_id > ?";
            more.add(after.get().number());
        }
        boolean rising = before.isEmpty() && after.isPresent();
        more.add(limit + 1);
        List<DeadLetter> found = new ArrayList<>();
        for (long number : numbers(transaction, bound, rising, more)) {
            LetterRows.find(transaction, new LetterId(number)).ifPresent(found::add);
        }
        boolean further = found.size() > limit;
        if (further) {
            found.remove(limit);
        }
        if (rising) {
            Collections.reverse(found);
        }
        return new LetterSlice(found, rising ? further : before.isPresent(), rising || further);
    }

    private List<Long> numbers(Transaction transaction, String bound, boolean rising, List<Object> parameters) {
        String direction = rising ? "" : " desc";
        String order = Stream.concat(fixed.stream(), Stream.of("letter_id"))
                .map(column -> column + direction)
                .collect(Collectors.joining(", "));
        return transaction.query(
                row -> row.longNumber("letter_id"),
                "select letter_id" + where + bound + " order by " + order + " limit ?",
                parameters.toArray());
    }

    long count(Transaction transaction) {
        return transaction
                .query(row -> row.longNumber("letters"), "select count(*) as letters" + where, values.toArray())
                .get(0);
    }

    /** How many letters there are of each state, reason and source, counted off an index in its order. */
    <T> List<T> tallied(Transaction transaction, Transaction.RowReader<T> reader) {
        return transaction.query(
                reader,
                "select state, reason, source, count(*) as letters" + where + " group by state, reason, source",
                values.toArray());
    }

    /**
     * How many letters there are of each combination of these expressions, in one pass over the letters.
     *
     * @param expressions select list with names, and parameters of its own
     * @param names the names, to group by
     */
    <T> List<T> grouped(
            Transaction transaction,
            String expressions,
            String names,
            Transaction.RowReader<T> reader,
            Object... first) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(values);
        return transaction.query(
                reader,
                "select " + names + ", count(*) as letters from (select " + expressions + where + ") g group by "
                        + names,
                all.toArray());
    }
}
