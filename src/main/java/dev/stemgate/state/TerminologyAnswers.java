// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The answers of the terminology server that a later screening may still believe. What could not be said is never kept. Thread-safe. */
public final class TerminologyAnswers {

    private static final String UNDER = "under";
    private static final String UNDER_NONE = "under-none";

    private final Database database;

    public TerminologyAnswers(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** The answer to the same question, unless it was asked before that time. */
    public Optional<TerminologyAnswer> find(String system, String code, String basis, Instant notBefore) {
        return database.inTransaction(transaction -> transaction.first(
                TerminologyAnswers::answer,
                "select * from terminology_answer where code_system = ? and code = ? and basis = ? and asked_at >= ?",
                system,
                code,
                basis,
                notBefore));
    }

    /** Keeps an answer; it replaces an older one to the same question. */
    public void keep(TerminologyAnswer answer) {
        database.inTransaction(transaction -> transaction.update(
                """
                merge into terminology_answer a using (
                    values (cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar),
                        cast(? as varchar), cast(? as varchar), cast(? as timestamp with time zone)))
                    n (code_system, code, basis, answer, roots, display, asked_at)
                on a.code_system = n.code_system and a.code = n.code and a.basis = n.basis
                when matched then update set answer = n.answer, roots = n.roots, display = n.display, asked_at = n.asked_at
                when not matched then insert (code_system, code, basis, answer, roots, display, asked_at)
                    values (n.code_system, n.code, n.basis, n.answer, n.roots, n.display, n.asked_at)""",
                answer.system(),
                answer.code(),
                answer.basis(),
                answer.roots().isEmpty() ? UNDER_NONE : UNDER,
                String.join(" ", new TreeSet<>(answer.roots())),
                answer.display(),
                answer.askedAt()));
    }

    /** Deletes what was asked before that time; gives the number of answers. */
    public int forgetBefore(Instant time) {
        return database.inTransaction(
                transaction -> transaction.update("delete from terminology_answer where asked_at < ?", time));
    }

    private static TerminologyAnswer answer(Row row) throws SQLException {
        Set<String> roots = Arrays.stream(row.text("roots").split(" "))
                .filter(root -> !root.isEmpty())
                .collect(Collectors.toSet());
        return new TerminologyAnswer(
                row.text("code_system"),
                row.text("code"),
                row.text("basis"),
                roots,
                row.text("display"),
                row.instant("asked_at"));
    }
}
