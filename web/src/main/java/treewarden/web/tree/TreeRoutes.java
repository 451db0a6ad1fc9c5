package treewarden.web.tree;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import treewarden.store.Database;
import treewarden.web.Pages;

/** The page {@code /tree}. The folder, the words and the repository are in the address. */
public final class TreeRoutes {
    private final Database database;
    private final Pages pages;
    private final ReadTree tree;

    public TreeRoutes(Database database, Pages pages, ReadTree tree) {
        this.database = database;
        this.pages = pages;
        this.tree = tree;
    }

    public void routes(JavalinConfig config) {
        config.routes.get("/tree", pages.guarded(this::show));
    }

    private void show(Context ctx) {
        var asked = ReadTree.Asked.of(ctx::queryParam);
        var shown = database.read(tables -> tree.read(tables, asked));
        pages.render(ctx, "tree-page.jte", Map.of("frame", pages.frame("Tree", null), "tree", shown));
    }
}
