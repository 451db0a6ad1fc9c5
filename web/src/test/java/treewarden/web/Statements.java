package treewarden.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.sql.DataSource;

/** Stands between the pages and the database, and keeps the text of each statement. */
final class Statements {
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    Set<String> seen() {
        return seen;
    }

    DataSource of(DataSource source) {
        return watched(source, DataSource.class);
    }

    private <T> T watched(Object inner, Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                Statements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("prepare") && arguments[0] instanceof String sql) {
                        seen.add(sql.strip());
                    }
                    try {
                        var result = method.invoke(inner, arguments);
                        return result instanceof Connection ? watched(result, Connection.class) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
