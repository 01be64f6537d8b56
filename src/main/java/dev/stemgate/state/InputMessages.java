// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.List;
import java.util.Objects;

/** Finds messages in the input ledger by what their sender calls them. Thread-safe. */
public final class InputMessages {

    private final Database database;
    private final InputFiles files;

    public InputMessages(Database database) {
        this.database = Objects.requireNonNull(database, "database");
        files = new InputFiles(database);
    }

    /**
     * Every message of this control id, of all senders, in order of arrival.
     *
     * @param controlId MSH-10 alone, or with its sender as the ledger has it ({@code MSG1@APP/FAC})
     */
    public List<InputFile> find(String controlId) {
        String anySender = controlId.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "@%";
        List<Long> ids = database.inTransaction(transaction -> transaction.query(
                row -> row.longNumber("file_id"),
                "select file_id from input_file where name = ? or name like ? escape '!' order by file_id",
                controlId,
                anySender));
        return ids.stream().flatMap(id -> files.get(id).stream()).toList();
    }
}
