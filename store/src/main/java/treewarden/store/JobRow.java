package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

/** A row of the table {@code job} as a {@link Job}. */
final class JobRow {
    private JobRow() {}

    static Job map(ResultSet row, StatementContext context) throws SQLException {
        return new Job(
                new JobId(row.getLong("id")),
                JobKind.valueOf(row.getString("kind")),
                Capability.valueOf(row.getString("capability")),
                row.getString("job_key"),
                Json.read(row.getString("payload"), JobPayload.class),
                JobState.ofSlug(row.getString("state")),
                row.getInt("priority"),
                row.getInt("attempts"),
                Columns.instant(row, "not_before"),
                progress(row),
                row.getString("last_error"),
                row.getString("result"),
                row.getInt("cancel_requested") == 1,
                row.getLong("epoch"),
                row.getString("worker"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "finished_at"));
    }

    private static @Nullable Progress progress(ResultSet row) throws SQLException {
        var done = Columns.intOrNull(row, "progress_done");
        return done == null ? null : new Progress(done, row.getInt("progress_of"), row.getString("progress_what"));
    }
}
