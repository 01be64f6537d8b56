// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The current row of a query, read by column name. Valid only while its reader runs. */
public final class Row {

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public String text(String column) throws SQLException {
        return result.getString(column);
    }

    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    public int number(String column) throws SQLException {
        return result.getInt(column);
    }

    public long longNumber(String column) throws SQLException {
        return result.getLong(column);
    }

    public boolean yes(String column) throws SQLException {
        return result.getBoolean(column);
    }

    public byte[] bytes(String column) throws SQLException {
        return result.getBytes(column);
    }

    public LocalDate date(String column) throws SQLException {
        return result.getObject(column, LocalDate.class);
    }

    public Instant instant(String column) throws SQLException {
        return optionalInstant(column)
                .orElseThrow(() -> new IllegalStateException("column " + column + " holds no time"));
    }

    public Optional<Instant> optionalInstant(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
