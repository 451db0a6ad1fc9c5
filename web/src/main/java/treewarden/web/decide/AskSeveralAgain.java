package treewarden.web.decide;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.OfferCommands;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.store.Tables;
import treewarden.web.session.Visitor;
import treewarden.web.view.Deciding.Hidden;
import treewarden.web.view.Several;

/** The form for several contributions once more, with what was ticked, chosen and typed. */
final class AskSeveralAgain {
    private static final Pattern PICKED = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})@([0-9a-f]{40})");

    private final Surroundings around;
    private final OfferActions offer;

    AskSeveralAgain(Surroundings around, OfferCommands offer) {
        this.around = around;
        this.offer = new OfferActions(around, offer);
    }

    /** A row that was ticked, with the head that was shown. */
    record Picked(ContributionId id, CommitId head) {
        /** Null where it is none. */
        static @Nullable Picked of(String pick) {
            var picked = PICKED.matcher(pick);
            return picked.matches()
                    ? new Picked(
                            new ContributionId(Long.parseLong(picked.group(1)), Integer.parseInt(picked.group(2))),
                            new CommitId(picked.group(3)))
                    : null;
        }
    }

    /**
     * Makes it.
     *
     * @param picked what is ticked in it, each with the head that was shown before
     * @param others what can be ticked beside that
     */
    Several.Again of(Tables tables, Context ctx, Form form, List<String> picked, List<Contribution> others) {
        var picks = new LinkedHashMap<ContributionId, Several.Pick>();
        for (var pick : picked) {
            var it = Picked.of(pick);
            if (it != null) {
                tables.contributions()
                        .find(it.id())
                        .ifPresent(found -> picks.put(it.id(), pick(found, pick, ctx, Several.Tick.TICKED)));
            }
        }
        for (var other : others) {
            var id = other.id();
            picks.computeIfAbsent(
                    id,
                    unused -> pick(
                            other,
                            id.repository() + "." + id.number() + "@"
                                    + other.head().hex(),
                            ctx,
                            Several.Tick.NOT_TICKED));
        }
        var several = offer.toSeveral(tables, ctx);
        var hidden = Stream.of(
                        new Hidden(Visitor.FORM_FIELD, Visitor.of(ctx).formToken()),
                        new Hidden(
                                Form.SEEN_UNTIL,
                                Long.toString(
                                        form.seenUntil() >= 0
                                                ? form.seenUntil()
                                                : tables.audit().latest())))
                .toList();
        return new Several.Again(
                new Several(several.to(), hidden, several.actions()),
                form.command(),
                form.text(),
                List.copyOf(picks.values()));
    }

    private Several.Pick pick(Contribution it, String value, Context ctx, Several.Tick tick) {
        return new Several.Pick(value, around.name(it), it.title(), around.page(it, ctx), tick);
    }
}
