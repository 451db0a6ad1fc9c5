package treewarden.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** What differs between SQLite and PostgreSQL. */
interface Engine extends AutoCloseable {
    /** Where everything is written. */
    DataSource writer();

    /** The same for deliveries, whose sender waits: it is served before others. */
    DataSource intake();

    /** The same for who runs which job: what is lost of it in a power cut is done again. */
    DataSource picker();

    /** Where is only read. */
    DataSource reader();

    /** The database's own name for a type, for the migrations that both share. */
    Map<String, String> typeNames();

    /** The folder of the migrations that are its own. */
    String migrations();

    /** New ids, in the order in which they are to be used. */
    List<Long> nextIds(Handle handle, String counter, int count);

    /** The index of what contributions are searched by. */
    SearchIndex search();

    /** How the queue's library writes instants. */
    JdbcCustomization scheduling();

    /** Whether a connection for reading is one for writing, and has to be told that it only reads. */
    boolean readsByRequest();

    /** True when no other process runs jobs of the database while this one does. */
    boolean isExclusive();

    @Override
    void close();
}
