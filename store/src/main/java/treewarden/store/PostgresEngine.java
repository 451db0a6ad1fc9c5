package treewarden.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** PostgreSQL: one pool for all; several processes share the server. */
final class PostgresEngine implements Engine {
    private final HikariDataSource pool;

    private PostgresEngine(HikariDataSource pool) {
        this.pool = pool;
    }

    static PostgresEngine open(DatabaseConfig.Postgres config) {
        var pool = new HikariConfig();
        pool.setPoolName("postgres");
        pool.setJdbcUrl(config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(config.connections());
        pool.setMinimumIdle(Math.min(2, config.connections()));
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("ApplicationName", "treewarden");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return new PostgresEngine(new HikariDataSource(pool));
    }

    @Override
    public DataSource writer() {
        return pool;
    }

    @Override
    public DataSource intake() {
        return pool;
    }

    @Override
    public DataSource picker() {
        return pool;
    }

    @Override
    public DataSource reader() {
        return pool;
    }

    @Override
    public Map<String, String> typeNames() {
        return Map.of("bytes", "bytea");
    }

    @Override
    public String migrations() {
        return "classpath:db/postgresql";
    }

    @Override
    public List<Long> nextIds(Handle handle, String counter, int count) {
        return handle.createQuery("select nextval(cast(:sequence as regclass)) from generate_series(1, :count)")
                .bind("sequence", counter + "_id")
                .bind("count", count)
                .mapTo(Long.class)
                .list();
    }

    @Override
    public SearchIndex search() {
        return new PostgresSearch();
    }

    @Override
    public JdbcCustomization scheduling() {
        return new PostgreSqlJdbcCustomization(false, false);
    }

    @Override
    public boolean readsByRequest() {
        return true;
    }

    @Override
    public boolean isExclusive() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }
}
