// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stemgate.model.PatientKey;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pool renews its connections about every half hour, and after each time-out: a database that was just made outlives all of them. */
class RenewedConnectionsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** The pool closes connections beside us: enough that some come after that. */
    private static final int ROWS = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNewDatabaseTakesRowsWhenAllItsFirstConnectionsAreGone(TestDatabase kind) throws Exception {
        try (Database database = kind.open(folder)) {
            Ledger ledger = new Ledger(database);
            ledger.request(new PatientKey("north", "anna"), Trigger.COHORT, NOON);
            for (int times = 0; times < ROWS; times++) {
                renewAll(database);
                ledger.request(new PatientKey("north", "berta" + times), Trigger.COHORT, NOON);
            }
            assertThat(ledger.openCount("north")).isEqualTo(ROWS + 1L);
        }
    }

    /** As the pool itself does when connections have lived long enough. */
    private static void renewAll(Database database) throws ReflectiveOperationException {
        Field pool = Database.class.getDeclaredField("connections");
        pool.setAccessible(true);
        ((HikariDataSource) pool.get(database)).getHikariPoolMXBean().softEvictConnections();
    }
}
