package treewarden.web;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import treewarden.domain.Contribution;
import treewarden.domain.Party;
import treewarden.store.SearchContributions.Listed;
import treewarden.store.Tables;
import treewarden.web.decide.Surroundings;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;
import treewarden.web.view.Moment;

/** The queue and the pages, as decisions need them. */
final class AroundDecisions implements Surroundings {
    private final ReadContribution contribution;
    private final Clock clock;

    AroundDecisions(ReadContribution contribution, Clock clock) {
        this.contribution = contribution;
        this.clock = clock;
    }

    @Override
    public Optional<Contribution> find(Tables tables, Context ctx) {
        var number = ctx.pathParam("number");
        return number.matches("[1-9]\\d{0,8}")
                ? contribution.find(tables, ctx.pathParam("owner"), ctx.pathParam("name"), Integer.parseInt(number))
                : Optional.empty();
    }

    @Override
    public String name(Contribution it) {
        return DescribeRows.name(it);
    }

    @Override
    public String page(Contribution it, Context ctx) {
        return Addresses.page(it) + view(ctx).address();
    }

    @Override
    public String queue(Context ctx) {
        return "/" + view(ctx).address();
    }

    @Override
    public List<Contribution> shown(Tables tables, Context ctx) {
        return ReadQueue.list(tables, view(ctx)).rows().stream()
                .map(Listed::contribution)
                .toList();
    }

    @Override
    public Optional<Contribution> next(Tables tables, Contribution it, Context ctx, PageRole role) {
        return (view(ctx).isFiltered() ? Optional.<Contribution>empty() : after(it, yours(tables, Visitor.of(ctx))))
                .or(() -> after(it, ofRole(tables, it, ctx, role)));
    }

    /** What stands under "Your turn", but for what they sent in themselves, which others decide about. */
    private static List<Contribution> yours(Tables tables, Visitor visitor) {
        var person = visitor.person();
        return FindYourTurn.of(tables, visitor).stream()
                .map(yours -> yours.listed().contribution())
                .filter(it -> person == null || it.author().id() != person.id())
                .toList();
    }

    private static List<Contribution> ofRole(Tables tables, Contribution it, Context ctx, PageRole role) {
        var find = new FindContributions(tables, view(ctx), ReadQueue.PAGE);
        var waiting = new ArrayList<Contribution>();
        for (var party : List.of(Party.TRIAGER, Party.MAINTAINER)) {
            if (party == Party.TRIAGER || role.isAtLeast(PageRole.MAINTAINER)) {
                find.waitingFor(party).page().stream()
                        .map(Listed::contribution)
                        .filter(each -> each.id().equals(it.id()) || !isOwnToJudge(each, ctx))
                        .forEach(waiting::add);
            }
        }
        return waiting;
    }

    /** Further down first, then from the top. */
    private static Optional<Contribution> after(Contribution it, List<Contribution> waiting) {
        var ids = waiting.stream().map(Contribution::id).toList();
        int place = ids.indexOf(it.id());
        if (place >= 0 && place + 1 < waiting.size()) {
            return Optional.of(waiting.get(place + 1));
        }
        return waiting.stream().filter(other -> !other.id().equals(it.id())).findFirst();
    }

    private static boolean isOwnToJudge(Contribution it, Context ctx) {
        var person = Visitor.of(ctx).person();
        return person != null && it.author().id() == person.id() && it.state().waitsForJudgement();
    }

    @Override
    public Moment moment(Instant time) {
        return new Moments(clock.instant()).of(time);
    }

    private static QueueQuery view(Context ctx) {
        return QueueQuery.of(ctx);
    }
}
