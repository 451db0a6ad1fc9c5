package treewarden.web.decide;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Person;
import treewarden.store.Tables;
import treewarden.templates.Markdown;
import treewarden.web.session.Visitor;
import treewarden.web.view.Deciding.Result;

/**
 * What the visitor did just before, on top of the page that comes after it. The address says only about which contribution;
 * what was done and answered is read from what was stored with it, so that no link can put words here.
 */
final class SayResult {
    private static final String PARAMETER = "decided";
    private static final Pattern ID = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");

    private final Surroundings around;

    SayResult(Surroundings around) {
        this.around = around;
    }

    /** The address with the word about which contribution something was done. */
    static String after(String address, ContributionId id) {
        return address + (address.contains("?") ? "&" : "?") + PARAMETER + "=" + id.repository() + "." + id.number();
    }

    static String kept(String address, Context ctx) {
        var parameter = ctx.queryParam(PARAMETER);
        return parameter == null || !ID.matcher(parameter).matches()
                ? address
                : address + (address.contains("?") ? "&" : "?") + PARAMETER + "=" + parameter;
    }

    @Nullable
    Result of(Tables tables, Context ctx) {
        var person = Visitor.of(ctx).person();
        var parameter = ctx.queryParam(PARAMETER);
        var id = ID.matcher(parameter == null ? "" : parameter);
        if (person == null || !id.matches()) {
            return null;
        }
        return tables.contributions()
                .find(new ContributionId(Long.parseLong(id.group(1)), Integer.parseInt(id.group(2))))
                .map(it -> result(tables, it, person, ctx))
                .orElse(null);
    }

    private @Nullable Result result(Tables tables, Contribution it, Person person, Context ctx) {
        return tables.pageReplies()
                .find(it.id(), person.id())
                .map(done -> new Result(
                        it.state().clause() + (it.state() == done.before() ? ": " : " now: ") + done.command(),
                        done.isOf(it) ? Markdown.plain(done.reply()) : "",
                        around.name(it),
                        around.page(it, ctx),
                        undo(tables, it, person, ctx)))
                .orElse(null);
    }

    /** Where the visitor takes back what they just decided about it; empty where they cannot. */
    String undo(Tables tables, ContributionId id, Context ctx) {
        var person = Visitor.of(ctx).person();
        return person == null
                ? ""
                : tables.contributions()
                        .find(id)
                        .map(it -> undo(tables, it, person, ctx))
                        .orElse("");
    }

    private String undo(Tables tables, Contribution it, Person person, Context ctx) {
        return tables.undoOffers()
                .find(it.id())
                .filter(offer -> offer.isOpenFor(person.id(), it, tables.now()))
                .map(offer -> DecideRoutes.undo(around.page(it, ctx)))
                .orElse("");
    }
}
