// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which EHRs were seen to take no transactions, so that neither a restart nor another process finds it out again. It is believed for
 * seven days, and only of the base URL at which it was seen: another address may be another server. Thread-safe, also across processes.
 */
public final class TransactionRefusals {

    /** How long it is believed: servers learn, too. */
    public static final Duration BELIEVED = Duration.ofDays(7);

    private static final int LONGEST_URL = 2000;

    private final Database database;

    public TransactionRefusals(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** The EHR refused a transaction and took its result alone. */
    public void learnt(String ehr, URI baseUrl, Instant now) {
        database.inTransaction(transaction -> transaction.update(
                """
                merge into ehr_without_transactions e using (
                    values (cast(? as varchar), cast(? as varchar), cast(? as timestamp with time zone)))
                    n (ehr, base_url, learnt_at)
                on e.ehr = n.ehr
                when matched then update set base_url = n.base_url, learnt_at = n.learnt_at
                when not matched then insert (ehr, base_url, learnt_at) values (n.ehr, n.base_url, n.learnt_at)""",
                ehr,
                stored(baseUrl),
                now));
    }

    /** When it was last learnt that the EHR takes none; empty when that is not known of this address, or too long ago. */
    public Optional<Instant> believed(String ehr, URI baseUrl, Instant now) {
        return database.inTransaction(transaction -> transaction.first(
                row -> row.instant("learnt_at"),
                "select learnt_at from ehr_without_transactions where ehr = ? and base_url = ? and learnt_at > ?",
                ehr,
                stored(baseUrl),
                now.minus(BELIEVED)));
    }

    private static String stored(URI baseUrl) {
        String url = baseUrl.toString();
        return url.substring(0, Math.min(LONGEST_URL, url.length()));
    }
}
