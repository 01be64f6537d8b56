// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private final PayloadKeys keys;

    Transaction(Connection connection, PayloadKeys keys) {
        this.connection = connection;
        this.keys = keys;
    }

    /** A payload as it is to be stored. @param place names its row, for instance {@code dead_letter_payload/7} */
    public PayloadKeys.Sealed seal(byte[] payload, String place) {
        return keys.seal(payload, place);
    }

    /** A payload that was sealed for this place, from its column and the column {@code key_id}. */
    public byte[] unsealed(Row row, String column, String place) throws SQLException {
        return unseal(new PayloadKeys.Sealed(row.bytes(column), row.text("key_id")), place);
    }

    byte[] unseal(PayloadKeys.Sealed sealed, String place) {
        return keys.open(sealed, place);
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

    /** Runs the same statement for each row of parameters, in one round trip where the driver can; gives the number of changed rows for each. */
    public int[] updateAll(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** Runs an insert of one row and gives the value of its identity column. */
    public long insert(String identityColumn, String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {identityColumn})) {
            bind(statement, parameters);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
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
