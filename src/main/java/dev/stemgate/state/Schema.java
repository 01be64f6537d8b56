// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the schema to this release's version through the migrations in {@code db/migration}, and refuses a newer one. */
final class Schema {

    private Schema() {}

    static void bringUpToDate(DataSource source, DatabaseSettings settings) {
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .loggers("slf4j")
                .placeholders(Map.of(
                        "bytes", settings.isH2() ? "blob" : "bytea",
                        "appendOnlyAudit", settings.isH2() ? AppendOnly.ON_H2 : AppendOnly.ON_POSTGRESQL))
                .load();
        try {
            refuseNewer(flyway, settings);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StateUnavailableException(
                    Problem.DAMAGED,
                    "the schema of the state database " + settings.where() + " cannot be brought up to date ("
                            + e.getErrorCode() + ")",
                    "use an empty database, or restore this one from a backup");
        }
    }

    private static void refuseNewer(Flyway flyway, DatabaseSettings settings) {
        MigrationInfo current = flyway.info().current();
        if (current == null) {
            return;
        }
        boolean newer = Arrays.stream(flyway.info().all())
                .anyMatch(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved()
                        && migration.isVersioned());
        if (newer) {
            throw new StateUnavailableException(
                    Problem.NEWER_SCHEMA,
                    "the state database " + settings.where() + " was written by a newer release (schema "
                            + current.getVersion() + ")",
                    "use that release, or restore a backup made before the upgrade");
        }
    }
}
