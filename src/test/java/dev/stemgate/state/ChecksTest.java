// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks of the schema hold, and hold whichever connections come and go. */
class ChecksTest {

    private static final String FILE =
            "insert into input_file (source, ehr, name, content_hash, size_bytes, state, seen_at)"
                    + " values ('s', 'e', 'n', 'h', 1, '%s', timestamp with time zone '2026-01-01 00:00:00+00')";

    @TempDir
    Path folder;

    /** A pool retires its connections after some minutes, also the one that made the schema. */
    @Test
    void checksOutliveTheConnectionThatMadeThem() throws SQLException {
        DatabaseSettings settings = TestDatabase.H2.settings(folder);
        Database database = Database.open(settings);
        String url = new H2File(settings.url()).url();
        try (Connection later = DriverManager.getConnection(
                        url, settings.user(), settings.password().get());
                Statement statement = later.createStatement()) {
            database.close();
            assertThat(statement.executeUpdate(FILE.formatted("reading"))).isEqualTo(1);
            assertThatThrownBy(() -> statement.executeUpdate(FILE.formatted("eaten")))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo("23513"));
            assertThat(clauses(statement))
                    .as("checks compare by case, see migration V34")
                    .isNotEmpty()
                    .noneMatch(clause -> clause.contains(" IN("));
        }
    }

    private static List<String> clauses(Statement statement) throws SQLException {
        List<String> clauses = new ArrayList<>();
        try (ResultSet found =
                statement.executeQuery("select check_clause from information_schema.check_constraints")) {
            while (found.next()) {
                clauses.add(found.getString(1));
            }
        }
        return clauses;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aStateThatDoesNotExistIsRefused(TestDatabase kind) {
        try (Database database = kind.open(folder)) {
            database.inTransaction(transaction -> transaction.update(FILE.formatted("read")));
            assertThatThrownBy(() -> database.inTransaction(transaction -> transaction.update(FILE.formatted("eaten"))))
                    .isInstanceOf(StateException.class);
        }
    }
}
