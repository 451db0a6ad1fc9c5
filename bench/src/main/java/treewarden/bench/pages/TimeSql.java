package treewarden.bench.pages;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import javax.sql.DataSource;

/** Adds up, for each thread, what its statements take: to be prepared, to be run, and each row to be fetched. */
final class TimeSql {
    private static final ThreadLocal<long[]> NANOS = ThreadLocal.withInitial(() -> new long[1]);

    private TimeSql() {}

    /** Forgets what this thread's statements took so far. */
    static void begin() {
        NANOS.get()[0] = 0;
    }

    /** What they took since then, in milliseconds. */
    static double milliseconds() {
        return NANOS.get()[0] / 1e6;
    }

    static DataSource of(DataSource source) {
        return wrapped(source, DataSource.class);
    }

    private static <T> T wrapped(Object inner, Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            long start = System.nanoTime();
            Object result;
            try {
                result = method.invoke(inner, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (!(inner instanceof DataSource)) {
                NANOS.get()[0] += System.nanoTime() - start;
            }
            return inside(result);
        };
        return type.cast(Proxy.newProxyInstance(TimeSql.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object inside(Object result) {
        if (result instanceof Connection) {
            return wrapped(result, Connection.class);
        }
        if (result instanceof PreparedStatement) {
            return wrapped(result, PreparedStatement.class);
        }
        return result instanceof ResultSet ? wrapped(result, ResultSet.class) : result;
    }
}
