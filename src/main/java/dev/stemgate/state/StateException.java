// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;

/**
 * A statement failed on a database that was open: environment trouble, worth a retry later. The message carries the SQL state
 * only; the driver's own words are dropped on purpose, because they quote keys and values.
 */
public class StateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateException(SQLException failure) {
        super("the state database refused a statement: SQL state %s, error %d"
                .formatted(failure.getSQLState(), failure.getErrorCode()));
        setStackTrace(failure.getStackTrace());
    }
}
