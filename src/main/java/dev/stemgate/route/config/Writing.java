// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How results are written to an EHR.
 *
 * @param transactions whether it takes transactions
 * @param indexLag how long after a write a search by our identifier may still not find it
 * @param massChangeLimit the largest share of a hospital's patients, in percent, whose outcome a new model version may change without approval
 */
public record Writing(Transactions transactions, Duration indexLag, int massChangeLimit) {

    static final Duration USUAL_INDEX_LAG = Duration.ofMinutes(5);
    static final int USUAL_LIMIT = 5;

    /** Whether an EHR takes transactions. */
    public enum Transactions {
        /** As its capability statement says, and as it answers. */
        AUTO,
        YES,
        NO
    }

    public Writing {
        Objects.requireNonNull(transactions, "transactions");
        Objects.requireNonNull(indexLag, "indexLag");
        if (massChangeLimit < 0 || massChangeLimit > 100) {
            throw new IllegalArgumentException("a share is between 0 and 100 percent");
        }
    }

    static Writing read(Keys keys) {
        return new Writing(
                keys.choice("transactions", Transactions.class, Transactions.AUTO),
                keys.duration("indexLag", USUAL_INDEX_LAG),
                keys.number("massChangeLimit", USUAL_LIMIT, 0, 100));
    }
}
