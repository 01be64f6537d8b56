// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.util.Set;

/** Carries a driver's exception out of a transaction, so that the whole of it can be rolled back and, after a race, run again. */
final class StatementFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "23505", "HYT00", "90131", "55P03");

    private static final Set<String> LOST_CONNECTIONS = Set.of("90067", "90098", "90121", "57P01", "57P02", "57P03");

    private final SQLException failure;

    StatementFailure(SQLException failure) {
        super(null, null, false, false);
        this.failure = failure;
    }

    /** True for a deadlock, a lock time-out, a row changed meanwhile, or a key that another transaction inserted first. */
    boolean lostARace() {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            if (LOST_RACES.contains(String.valueOf(e.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** True when the server or, with H2, the process that had the file open went away; another one may be there by now. */
    boolean lostItsConnection() {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || LOST_CONNECTIONS.contains(state);
    }

    StateException forCallers() {
        return new StateException(failure);
    }
}
