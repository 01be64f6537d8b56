// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
        List<DeadLetter> found = new ArrayList<>(transaction.query(
                LetterRows::letter,
                "select *" + where + bound + IN_ORDER + (rising ? "" : " desc") + " limit ?",
                more.toArray()));
        boolean further = found.size() > limit;
        if (further) {
            found.remove(limit);
        }
        if (rising) {
            Collections.reverse(found);
        }
        return new LetterSlice(found, rising ? further : before.isPresent(), rising || further);
    }

    long count(Transaction transaction) {
        return transaction
                .query(row -> row.longNumber("letters"), "select count(*) as letters" + where, values.toArray())
                .get(0);
    }

    /** One number for each value of an expression. */
    <K> List<K> grouped(Transaction transaction, String expression, Transaction.RowReader<K> reader, Object... first) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(values);
        return transaction.query(
                reader,
                "select grouped, count(*) as letters from (select " + expression + " as grouped" + where
                        + ") g group by grouped",
                all.toArray());
    }
}
