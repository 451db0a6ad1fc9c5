package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import treewarden.domain.release.ReleaseStage;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;

/** A PostgreSQL that many processes share, in which the end of a stage can be made to wait. */
final class SharedDatabase implements AutoCloseable {
    static final String USER = "postgres";

    /** Nobody else has it, so that holding it holds nobody else. */
    private static final long LOCK = 20_261_123L;

    /** On a machine that does much else meanwhile. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final String WAITING = "from pg_locks where locktype = 'advisory' and not granted";

    private final EmbeddedPostgres postgres;
    private final Database database;

    SharedDatabase(Clock clock) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(START)
                // Nothing of it is to survive, so nothing need be synced.
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "100")
                .start();
        database = Database.open(DatabaseConfig.postgres(url(), USER, USER), clock);
        database.migrate();
        sql("create table held (stage text primary key)");
        sql("""
                create function wait_at_the_end() returns trigger language plpgsql as $$ begin
                  if exists (select 1 from held where stage = new.stage) then
                    perform pg_advisory_xact_lock(%d);
                  end if;
                  return new;
                end $$""".formatted(LOCK));
        sql("create trigger wait_at_the_end before insert on release_output"
                + " for each row execute function wait_at_the_end()");
    }

    String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + USER;
    }

    /** For the test itself. */
    Database database() {
        return database;
    }

    /** From now on the end of each stage waits, all of whose work is done and nothing of which is stored. */
    HeldEnds holdEnds() throws SQLException {
        for (var stage : ReleaseStage.values()) {
            sql("insert into held values ('" + stage.slug() + "')");
        }
        var connection = postgres.getPostgresDatabase().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        }
        return new HeldEnds(connection);
    }

    /** Ends that wait until they are let go. */
    final class HeldEnds implements AutoCloseable {
        private final Connection holder;

        private HeldEnds(Connection holder) {
            this.holder = holder;
        }

        /**
         * Who comes to the end of this stage from now on does not wait. The connection of a killed process that waits is
         * ended: the database would keep it until it had something to say to it.
         */
        void letGo(ReleaseStage stage) {
            sql("delete from held where stage = '" + stage.slug() + "'");
            sql("select pg_terminate_backend(pid) " + WAITING);
            eventually(() -> assertThat(waiting()).isZero());
        }

        @Override
        public void close() throws SQLException {
            holder.close();
        }
    }

    /** How many ends wait. */
    long waiting() {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) " + WAITING)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sql(String text) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
        postgres.close();
    }
}
