package treewarden.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** How SQLite runs each statement that somebody asks. */
final class Plans {
    private Plans() {}

    static List<String> of(Database database, Consumer<Tables> asking) {
        var asked = new LinkedHashSet<String>();
        return database.read(tables -> {
            tables.session().handle().setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    asked.add(context.getParsedSql().getSql());
                }
            });
            asking.accept(tables);
            return List.copyOf(asked).stream()
                    .flatMap(sql -> plan(tables, sql).stream().map(step -> step + "   <- " + sql))
                    .toList();
        });
    }

    private static List<String> plan(Tables tables, String sql) {
        return tables.session()
                .handle()
                .createQuery("explain query plan " + sql.replace("?", "1"))
                .map((row, context) -> row.getString("detail"))
                .list();
    }
}
