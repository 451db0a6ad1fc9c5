package treewarden.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import treewarden.domain.Printable;
import treewarden.store.Database;
import treewarden.store.SavedViews;
import treewarden.store.SavedViews.SavedView;
import treewarden.web.session.Visitor;

/** Views of the queue that people keep under a name, each for themselves. */
final class KeepViews {
    private static final int LONGEST_NAME = 60;

    private final Database database;
    private final Pages pages;

    KeepViews(Database database, Pages pages) {
        this.database = database;
        this.pages = pages;
    }

    void routes(JavalinConfig config) {
        config.routes.post("/views", pages.guarded(this::keep));
        config.routes.post("/views/forget", pages.guarded(this::forget));
    }

    private void keep(Context ctx) {
        var person = Visitor.sender(ctx);
        var name = name(ctx);
        // Only what the queue understands is kept, so that no address leads elsewhere.
        var address = QueueQuery.of(
                        parameters(Objects.requireNonNullElse(ctx.formParam("view"), ""))::get, person.login())
                .toKeep();
        if (name.isEmpty() || address.isEmpty()) {
            pages.problem(
                    ctx,
                    422,
                    "The view was not kept",
                    "A view needs a name, and a filter or an order. Go back, filter or sort the queue, and name it.");
            return;
        }
        var view = new SavedView(name, address);
        if (database.write(transaction -> transaction.savedViews().save(person.id(), view))) {
            ctx.redirect("/" + view.address(), HttpStatus.SEE_OTHER);
        } else {
            pages.problem(
                    ctx,
                    422,
                    "The view was not kept",
                    "You have kept " + SavedViews.MOST + " views, which is all there is room for. Forget one first.");
        }
    }

    private void forget(Context ctx) {
        var person = Visitor.sender(ctx);
        var name = name(ctx);
        database.run(transaction -> transaction.savedViews().remove(person.id(), name));
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    private static String name(Context ctx) {
        var name = Printable.plain(Objects.requireNonNullElse(ctx.formParam("name"), ""))
                .strip();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static Map<String, String> parameters(String address) {
        return Arrays.stream(address.replaceFirst("^\\?", "").split("&"))
                .map(each -> each.split("=", 2))
                .filter(each -> each.length == 2)
                .collect(Collectors.toMap(each -> each[0], each -> decoded(each[1]), (first, second) -> first));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // half an escape: nothing that one of our addresses has
        }
    }
}
