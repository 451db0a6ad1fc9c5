package treewarden.web.overtime;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import treewarden.store.Database;
import treewarden.web.Pages;

/** The page {@code /over-time}. */
public final class OverTimeRoutes {
    private final Database database;
    private final Clock clock;
    private final Pages pages;

    public OverTimeRoutes(Database database, Clock clock, Pages pages) {
        this.database = database;
        this.clock = clock;
        this.pages = pages;
    }

    public void routes(JavalinConfig config) {
        config.routes.get("/over-time", pages.guarded(this::show));
    }

    private void show(Context ctx) {
        var overTime = database.read(tables -> ReadOverTime.of(tables, clock.instant()));
        pages.render(
                ctx, "over-time-page.jte", Map.of("frame", pages.frame("The queue over time", null), "over", overTime));
    }
}
