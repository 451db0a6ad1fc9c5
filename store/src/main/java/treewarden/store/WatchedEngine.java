package treewarden.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** An engine with somebody between its connections and whoever asks for them, the queue's library as well. */
final class WatchedEngine implements Engine {
    private final Engine inner;
    private final UnaryOperator<DataSource> watch;

    WatchedEngine(Engine inner, UnaryOperator<DataSource> watch) {
        this.inner = inner;
        this.watch = watch;
    }

    @Override
    public DataSource writer() {
        return watch.apply(inner.writer());
    }

    @Override
    public DataSource intake() {
        return watch.apply(inner.intake());
    }

    @Override
    public DataSource picker() {
        return watch.apply(inner.picker());
    }

    @Override
    public DataSource reader() {
        return watch.apply(inner.reader());
    }

    @Override
    public Map<String, String> typeNames() {
        return inner.typeNames();
    }

    @Override
    public String migrations() {
        return inner.migrations();
    }

    @Override
    public List<Long> nextIds(Handle handle, String counter, int count) {
        return inner.nextIds(handle, counter, count);
    }

    @Override
    public SearchIndex search() {
        return inner.search();
    }

    @Override
    public JdbcCustomization scheduling() {
        return inner.scheduling();
    }

    @Override
    public boolean readsByRequest() {
        return inner.readsByRequest();
    }

    @Override
    public boolean isExclusive() {
        return inner.isExclusive();
    }

    @Override
    public void close() {
        inner.close();
    }
}
