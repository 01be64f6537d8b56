// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A running transaction: plain SQL with positional parameters. Parameters may be text, numbers, booleans, bytes, {@link Instant},
 * {@code LocalDate}, {@code List<String>} (an SQL array) and {@link Optional} of these (empty = SQL null). Belongs to one thread and is valid only
 * inside {@link Database#inTransaction}.
 */
public final class Transaction {

    /** Makes one value of one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(Row row) throws SQLException;
    }

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Runs an insert, update, delete or merge; gives the number of rows. */
    public int update(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** Runs one insert and gives the value of the identity column. */
    public long insert(String identityColumn, String sql, Object... parameters) {
        return insertAll(identityColumn, sql, List.<Object[]>of(parameters)).get(0);
    }

    /** Runs one insert for each row in one round trip and gives the identity values in the same order. */
    public List<Long> insertAll(String identityColumn, String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {identityColumn})) {
            addBatch(statement, rows);
            return keys(statement);
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** Runs a query and reads every row. */
    public <T> List<T> query(RowReader<T> reader, String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                Row row = new Row(result);
                while (result.next()) {
                    all.add(reader.read(row));
                }
                return all;
            }
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** The first row of a query. */
    public <T> Optional<T> first(RowReader<T> reader, String sql, Object... parameters) {
        return query(reader, sql, parameters).stream().findFirst();
    }

    private void addBatch(PreparedStatement statement, List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private static List<Long> keys(Statement statement) throws SQLException {
        List<Long> keys = new ArrayList<>();
        try (ResultSet result = statement.getGeneratedKeys()) {
            while (result.next()) {
                keys.add(result.getLong(1));
            }
        }
        return keys;
    }

    private void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, sqlValue(parameters[i]));
        }
    }

    private Object sqlValue(Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? sqlValue(optional.get()) : null;
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        }
        if (value instanceof List<?> list) {
            return connection.createArrayOf("varchar", list.toArray());
        }
        return value;
    }
}
