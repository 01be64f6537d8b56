// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A fresh, empty database for one test: an H2 file in the test's folder, or, when {@code stemgate.test.jdbc-url} names a
 * PostgreSQL server (with {@code stemgate.test.jdbc-user} and {@code -password}), a schema of its own there.
 */
public final class TestDatabase {

    private TestDatabase() {}

    public static Database open(Path folder) {
        return Database.open(settings(folder));
    }

    public static DatabaseSettings settings(Path folder) {
        String url = System.getProperty("stemgate.test.jdbc-url", "");
        if (url.isEmpty()) {
            return DatabaseSettings.file(folder.resolve("state"), () -> "a-password");
        }
        String user = System.getProperty("stemgate.test.jdbc-user", "");
        String password = System.getProperty("stemgate.test.jdbc-password", "");
        String schema = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings(url + "?currentSchema=" + schema, user, () -> password);
    }
}
