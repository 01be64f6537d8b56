// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.Transaction;
import java.util.ArrayList;
import java.util.List;

/** One filter as SQL. A patient is looked for by the keyed hash, so that no id is compared that metadata does not hold. */
final class LetterSearch {

    private static final String IN_ORDER = " order by letter_id";

    private final StringBuilder where = new StringBuilder(" from dead_letter l where 1 = 1");
    private final List<Object> values = new ArrayList<>();

    LetterSearch(LetterFilter filter, Places places) {
        filter.reason().ifPresent(reason -> and("reason = ?", reason.code()));
        filter.source().ifPresent(source -> and("source = ?", source));
        filter.since().ifPresent(since -> and("last_seen >= ?", since));
        filter.state().ifPresent(state -> and("state = ?", state.code()));
        filter.patient()
                .ifPresent(patient -> and(
                        "(patient_token = ? or exists (select 1 from dead_letter_waiting w"
                                + " where w.letter_id = l.letter_id and w.ehr = ? and w.patient_id = ?))",
                        places.token(patient),
                        patient.ehr(),
                        patient.patientId()));
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

    long count(Transaction transaction) {
        return transaction
                .query(row -> row.longNumber("letters"), "select count(*) as letters" + where, values.toArray())
                .get(0);
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
