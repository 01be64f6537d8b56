// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The open state database, its schema brought up to date. Thread-safe. A commit is on its way to disk before it returns, so
 * that {@code kill -9} loses nothing that was acknowledged.
 */
public final class Database implements AutoCloseable {

    private static final int ATTEMPTS = 12;
    private static final int CONNECTIONS = 8;

    private final HikariDataSource connections;
    private final HikariDataSource schema;
    private final boolean ofOneProcess;
    private final PayloadKeys keys;
    private final ThreadLocal<Transaction> running = new ThreadLocal<>();

    private Database(HikariDataSource connections, HikariDataSource schema, boolean ofOneProcess, PayloadKeys keys) {
        this.connections = connections;
        this.schema = schema;
        this.ofOneProcess = ofOneProcess;
        this.keys = keys;
    }

    /**
     * Opens the database and migrates its schema; an H2 file is created when it is missing.
     *
     * @throws StateUnavailableException with one line and a remedy when it cannot be opened
     */
    public static Database open(DatabaseSettings settings) {
        if (!settings.isH2()) {
            return open(settings, settings.url());
        }
        H2File file = new H2File(settings.url());
        file.prepare();
        Database database = open(settings, file.url());
        try {
            file.protect();
        } catch (IOException e) {
            database.close();
            throw file.notWritable();
        }
        return database;
    }

    private static Database open(DatabaseSettings settings, String url) {
        String password = settings.password().get();
        try (Connection first = DriverManager.getConnection(url, settings.user(), password)) {
            HikariDataSource connections = new HikariDataSource(pool(settings, url, password));
            HikariDataSource schema =
                    settings.isH2() ? new HikariDataSource(lasting(pool(settings, url, password))) : connections;
            try {
                Schema.bringUpToDate(schema, settings);
                Database database = new Database(connections, schema, settings.isH2(), settings.payloadKeys());
                PayloadKeyCheck.require(database, settings.payloadKeys());
                return database;
            } catch (RuntimeException e) {
                schema.close();
                connections.close();
                throw e;
            }
        } catch (SQLException e) {
            throw ConnectionFailure.explain(settings, e);
        }
    }

    private static HikariConfig pool(DatabaseSettings settings, String url, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("stemgate-state");
        config.setJdbcUrl(url);
        config.setUsername(settings.user());
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    /**
     * Connections that stay open as long as the database. While a file is open, H2 (2.4.240) evaluates a check of the form {@code in (…)} by
     * the session that made it, and refuses every row from the moment on when that session is closed.
     */
    private static HikariConfig lasting(HikariConfig config) {
        config.setPoolName("stemgate-schema");
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        config.setKeepaliveTime(0);
        return config;
    }

    /** True for a file, which one bridge uses at a time; commands may look into it meanwhile. */
    boolean isOfOneProcess() {
        return ofOneProcess;
    }

    /**
     * Runs the work in one transaction and commits it; an exception rolls everything back. Called inside a running
     * transaction of the same thread, the work joins that one. Work that loses a race against another transaction, or its
     * connection before the commit, is rolled back and run again, so it must not have effects outside the database.
     *
     * @throws StateException when the database refuses a statement
     */
    public <T> T inTransaction(Function<Transaction, T> work) {
        Transaction outer = running.get();
        if (outer != null) {
            return work.apply(outer);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (StatementFailure e) {
                if (attempt == ATTEMPTS || !(e.lostARace() || e.lostItsConnection())) {
                    throw e.forCallers();
                }
                if (e.lostItsConnection()) {
                    connections.getHikariPoolMXBean().softEvictConnections();
                }
                long millis = ThreadLocalRandom.current().nextLong(1, 5L + 10L * attempt);
                LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
            }
        }
    }

    private <T> T once(Function<Transaction, T> work) {
        try (Connection connection = connections.getConnection()) {
            T value = uncommitted(connection, work);
            commit(connection);
            return value;
        } catch (SQLException e) {
            throw new StateException(e);
        }
    }

    private <T> T uncommitted(Connection connection, Function<Transaction, T> work) {
        Transaction transaction = new Transaction(connection, keys);
        running.set(transaction);
        try {
            return work.apply(transaction);
        } catch (RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        } finally {
            running.remove();
        }
    }

    /** Whether a commit that failed took effect cannot be known, so it is not run again but for a declared lost race. */
    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            StatementFailure failure = new StatementFailure(e);
            if (failure.lostARace()) {
                throw failure;
            }
            throw failure.forCallers();
        }
    }

    /** A connection that cannot even roll back is broken, and its transaction with it; what broke it is the news. */
    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(new StateException(e));
        }
    }

    /** What seals payloads at rest. */
    PayloadKeys payloadKeys() {
        return keys;
    }

    /** Closes every connection; an H2 file is closed with the last one. Running transactions are rolled back. */
    @Override
    public void close() {
        connections.close();
        schema.close();
    }
}
