// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.List;
import java.util.Optional;

/** Refuses a database whose payloads are sealed with a key that is not set, before anything is lost to it. */
final class PayloadKeyCheck {

    private PayloadKeyCheck() {}

    /** Notes the current key as one that is in use. */
    static void require(Database database, PayloadKeys keys) {
        List<String> used = database.inTransaction(
                transaction -> transaction.query(row -> row.text("key_id"), "select key_id from payload_key"));
        Optional<String> missing =
                used.stream().filter(id -> !keys.ids().contains(id)).findFirst();
        missing.ifPresent(id -> {
            throw PayloadKeys.missing(id);
        });
        if (!keys.currentId().isEmpty() && !used.contains(keys.currentId())) {
            database.inTransaction(transaction -> transaction.update(
                    """
                    merge into payload_key k using (
                        values (cast(? as varchar), current_timestamp)) n (key_id, first_used_at)
                    on k.key_id = n.key_id
                    when not matched then insert (key_id, first_used_at) values (n.key_id, n.first_used_at)""",
                    keys.currentId()));
        }
    }
}
