// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.sql.SQLException;

/** Says in one line why a database could not be opened, from the codes of both drivers. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static StateUnavailableException explain(DatabaseSettings settings, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String where = "the state database " + settings.where();
        return switch (state) {
            case "90020" ->
                new StateUnavailableException(
                        Problem.IN_USE,
                        where + " is in use by another program",
                        "end that program, or choose another folder");
            case "28000", "28P01" ->
                new StateUnavailableException(
                        Problem.WRONG_PASSWORD,
                        where + " refuses the user or the password",
                        "correct the user and password settings");
            case "90028", "90031", "90097" ->
                new StateUnavailableException(
                        Problem.NOT_WRITABLE,
                        where + " cannot be written",
                        "check its folder's access rights and space");
            case "90030", "90048", "90049" ->
                new StateUnavailableException(
                        Problem.DAMAGED,
                        where + " is damaged, encrypted with another key, or no database of this H2 version",
                        "restore it from a backup, or choose another folder");
            case "3D000" ->
                new StateUnavailableException(
                        Problem.MISCONFIGURED, where + " does not exist on that server", "create the database");
            default ->
                new StateUnavailableException(
                        Problem.UNREACHABLE,
                        where + " cannot be opened (SQL state " + state + ")",
                        "check the URL and that the server is up");
        };
    }
}
