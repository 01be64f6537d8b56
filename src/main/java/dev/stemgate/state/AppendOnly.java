// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** The trigger by which H2 keeps the audit append-only; on PostgreSQL a function does the same. Called by the database alone. */
public final class AppendOnly implements Trigger {

    private static final String RESTRICT_VIOLATION = "23001";

    /** The statement that puts the trigger on a table of H2. */
    static final String ON_H2 =
            "create trigger audit_entry_stays before update, delete on audit_entry for each row call '"
                    + "dev.stemgate.state.AppendOnly';";

    /** The same for PostgreSQL. */
    static final String ON_POSTGRESQL =
            """
            create function audit_entry_stays() returns trigger language plpgsql as $stays$
            begin
                raise exception 'the audit is append-only' using errcode = 'restrict_violation';
            end
            $stays$;
            create trigger audit_entry_stays before update or delete on audit_entry
                for each row execute function audit_entry_stays();
            create trigger audit_entry_is_not_emptied before truncate on audit_entry
                for each statement execute function audit_entry_stays();
            """;

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("the audit is append-only", RESTRICT_VIOLATION);
    }
}
