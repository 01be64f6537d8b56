// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL for the tests, started once a JVM from the binaries on the class path and ended with it. Each folder has a database
 * of its own, made from one that was migrated once. Where the binaries do not run (another processor, no user namespaces for root),
 * what needs it is skipped, with the cause.
 */
public final class PostgresServer {

    private static final String USER = "postgres";
    private static final String TEMPLATE = "stemgate_migrated";

    private static final class Holder {
        static final PostgresServer SERVER = new PostgresServer();
    }

    private final Map<Path, DatabaseSettings> databases = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private EmbeddedPostgres postgres;
    private String cause = "";

    private PostgresServer() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
            execute("create database " + TEMPLATE);
            Database.open(settings(TEMPLATE)).close();
        } catch (IOException | IllegalStateException | SQLException cannotRun) {
            cause = cannotRun.getClass().getSimpleName() + ": " + cannotRun.getMessage();
        }
    }

    /** The database of a folder, the same for the same one; skips the test where PostgreSQL cannot run. */
    public static DatabaseSettings databaseOf(Path folder) {
        PostgresServer server = Holder.SERVER;
        Assumptions.assumeTrue(server.cause.isEmpty(), () -> "SKIPPED, PostgreSQL does not run here: " + server.cause);
        return server.databases.computeIfAbsent(folder.toAbsolutePath(), server::create);
    }

    private DatabaseSettings create(Path folder) {
        String name = "t" + made.incrementAndGet();
        try {
            execute("create database " + name + " template " + TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return settings(name);
    }

    private DatabaseSettings settings(String name) {
        return new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name, USER, () -> "trusted");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
