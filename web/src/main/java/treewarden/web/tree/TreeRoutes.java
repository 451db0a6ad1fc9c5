package treewarden.web.tree;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.store.Database;
import treewarden.web.Pages;

/** The page {@code /tree}. The folder, the words and the repository are in the address. */
public final class TreeRoutes {
    private static final int LONGEST = 500;

    private final Database database;
    private final Pages pages;

    public TreeRoutes(Database database, Pages pages) {
        this.database = database;
        this.pages = pages;
    }

    public void routes(JavalinConfig config) {
        config.routes.get("/tree", pages.guarded(this::show));
    }

    private void show(Context ctx) {
        var asked = new ReadTree.Asked(
                parameter(ctx.queryParam("of")),
                parameter(ctx.queryParam("at")).replaceAll("^/+|/+$", ""),
                parameter(ctx.queryParam("q")));
        var tree = database.read(tables -> ReadTree.of(tables, asked));
        pages.render(ctx, "tree-page.jte", Map.of("frame", pages.frame("Tree", null), "tree", tree));
    }

    private static String parameter(@Nullable String text) {
        return text == null
                ? ""
                : text.substring(0, Math.min(LONGEST, text.length())).strip();
    }
}
