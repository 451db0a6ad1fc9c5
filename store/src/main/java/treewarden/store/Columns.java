package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reading and writing columns in the forms that the migrations speak of. */
final class Columns {
    private Columns() {}

    static Instant instant(ResultSet row, String name) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(name));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String name) throws SQLException {
        long millis = row.getLong(name);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Integer intOrNull(ResultSet row, String name) throws SQLException {
        int value = row.getInt(name);
        return row.wasNull() ? null : value;
    }

    static @Nullable Long longOrNull(ResultSet row, String name) throws SQLException {
        long value = row.getLong(name);
        return row.wasNull() ? null : value;
    }

    static @Nullable Double doubleOrNull(ResultSet row, String name) throws SQLException {
        double value = row.getDouble(name);
        return row.wasNull() ? null : (Double) value;
    }

    static int flag(boolean value) {
        return value ? 1 : 0;
    }

    /** Text from outside as both databases can hold it: PostgreSQL refuses the null character. */
    static String text(String untrusted) {
        return untrusted.replace('\u0000', '\uFFFD');
    }

    static @Nullable String textOrNull(@Nullable String untrusted) {
        return untrusted == null ? null : text(untrusted);
    }
}
