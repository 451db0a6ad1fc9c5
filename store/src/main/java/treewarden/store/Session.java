package treewarden.store;

import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** What every table needs: the open connection, the kind of database, the time. */
record Session(Handle handle, Engine engine, Clock clock) {
    long now() {
        return clock.millis();
    }
}
