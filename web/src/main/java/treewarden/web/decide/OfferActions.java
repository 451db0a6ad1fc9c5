package treewarden.web.decide;

import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.CommandInfo;
import treewarden.bot.command.Criterion;
import treewarden.bot.command.OfferCommands;
import treewarden.bot.command.Standing;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Finding;
import treewarden.domain.Reason;
import treewarden.store.Run;
import treewarden.store.Tables;
import treewarden.templates.CannedReplies;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;
import treewarden.web.view.Deciding;
import treewarden.web.view.Deciding.Action;
import treewarden.web.view.Deciding.Asked;
import treewarden.web.view.Several;

/** The buttons of a page, for its visitor. */
public final class OfferActions {
    /** Findings with which the reason is begun. */
    private static final int FINDINGS = 20;

    /**
     * Characters that they may fill. The rest of a reason is for the replies that are ticked beside it, which are put below:
     * all of them at once, so that none makes it too long to be taken.
     */
    private static final int FINDINGS_LONGEST = Reason.LONGEST - 800;

    private static final String WHOSE_LOGIN = "Login of whoever is to look after it";

    /** What is done to several at once: what asks with a contribution's name cannot be. */
    private static final List<String> TO_SEVERAL =
            List.of("approve", "request-changes", "uncertain", "hold", "sample", "assign", "check");

    private final Surroundings around;
    private final OfferCommands offer;
    private final SayResult results;

    public OfferActions(Surroundings around, OfferCommands offer) {
        this.around = around;
        this.offer = offer;
        this.results = new SayResult(around);
    }

    /** What the visitor can do about a contribution, what it lacks, and what they did just before. */
    public Deciding about(Tables tables, Contribution it, Context ctx) {
        var visitor = Visitor.of(ctx);
        var criteria = criteria(tables, it);
        var offered =
                visitor.person() == null ? List.<CommandInfo>of() : offer.about(tables, it, standing(visitor, it));
        return new Deciding(
                DecideRoutes.commands(around.page(it, ctx)),
                Form.hidden(visitor, it.head(), tables.audit().latest()),
                Verb.main(offered).stream()
                        .filter(verb -> verb.wouldChange(it, visitor.person()))
                        .map(verb -> action(tables, it, verb, info(offered, verb)))
                        .toList(),
                Verb.seldom(offered).stream()
                        .filter(verb -> verb.wouldChange(it, visitor.person()))
                        .map(verb -> action(tables, it, verb, info(offered, verb)))
                        .toList(),
                words(criteria.stream().filter(each -> !each.met())),
                words(criteria.stream().filter(Criterion::met)),
                results.of(tables, ctx));
    }

    /** What has to be so before it is approved; nothing where that is over. */
    public static List<Criterion> criteria(Tables tables, Contribution it) {
        return it.state().isOver() || it.state().isMerged()
                ? List.of()
                : Criterion.of(it, tables.approvals().standing(it.id()));
    }

    /** What the visitor can do to several contributions of the queue at once. */
    public Several toSeveral(Tables tables, Context ctx) {
        var visitor = Visitor.of(ctx);
        if (visitor.person() == null || !visitor.role().isAtLeast(PageRole.TRIAGER)) {
            return new Several("", List.of(), List.of());
        }
        var offered = offer.in(ContributionState.AWAITING_TRIAGE, standing(visitor));
        return new Several(
                "/commands" + around.queue(ctx).substring(1),
                List.of(
                        new Deciding.Hidden(Visitor.FORM_FIELD, visitor.formToken()),
                        new Deciding.Hidden(
                                Form.SEEN_UNTIL, Long.toString(tables.audit().latest()))),
                TO_SEVERAL.stream()
                        .filter(name ->
                                offered.stream().anyMatch(info -> info.name().equals(name)))
                        .map(Verb::of)
                        .map(verb -> new Action(
                                verb.command(),
                                "",
                                verb.words(),
                                "",
                                info(offered, verb).does(),
                                null,
                                ""))
                        .toList());
    }

    /** What the visitor did just before. */
    public Deciding result(Tables tables, Context ctx) {
        return Deciding.onlyUndo(
                List.of(new Deciding.Hidden(Visitor.FORM_FIELD, Visitor.of(ctx).formToken())), results.of(tables, ctx));
    }

    /** The address from which the page is fetched anew: what was done just before stays on it. */
    public String keepingResult(String address, Context ctx) {
        return SayResult.kept(address, ctx);
    }

    static Standing standing(Visitor visitor, Contribution it) {
        var person = visitor.person();
        var standing = standing(visitor);
        return standing == Standing.PERSON
                        && person != null
                        && person.id() == it.author().id()
                ? Standing.AUTHOR
                : standing;
    }

    private static Standing standing(Visitor visitor) {
        return switch (visitor.role()) {
            case READER -> Standing.PERSON;
            case TRIAGER -> Standing.TRIAGER;
            case MAINTAINER, ADMIN -> Standing.MAINTAINER;
        };
    }

    private Action action(Tables tables, Contribution it, Verb verb, CommandInfo info) {
        return new Action(
                verb.command(),
                verb.argument(),
                verb.words(),
                verb.key(),
                info.does(),
                asked(tables, it, verb),
                verb.asksForLogin() ? WHOSE_LOGIN : "");
    }

    private @Nullable Asked asked(Tables tables, Contribution it, Verb verb) {
        if (!verb.asksForReason()) {
            return null;
        }
        return new Asked(
                verb.needsReason() ? "What the contributor reads" : "Why, if you like to say",
                verb.command().equals("request-changes") ? findings(tables, it) : "",
                verb.needsReason(),
                CannedReplies.of(verb.command()).stream()
                        .map(reply -> new Deciding.Reply(reply.name(), reply.text()))
                        .toList(),
                verb.asksForName() ? around.name(it) : "");
    }

    /** What the checks found, for a person to choose from and to say in their own words. */
    private static String findings(Tables tables, Contribution it) {
        var lines = tables.runs().find(it.id(), it.head()).map(Run::leaves).orElse(List.of()).stream()
                .flatMap(leaf -> leaf.findings().stream())
                .limit(FINDINGS)
                .map(OfferActions::line)
                .collect(Collectors.joining("\n"));
        return lines.substring(
                0, lines.offsetByCodePoints(0, Math.min(FINDINGS_LONGEST, lines.codePointCount(0, lines.length()))));
    }

    private static String line(Finding finding) {
        var where = finding.path().equals(Finding.PULL_REQUEST)
                ? ""
                : finding.path() + ", line " + finding.at().line() + ": ";
        return "- " + where + finding.message() + (finding.remedy().isEmpty() ? "" : " " + finding.remedy());
    }

    private static CommandInfo info(List<CommandInfo> offered, Verb verb) {
        return offered.stream()
                .filter(each -> each.name().equals(verb.command()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> words(Stream<Criterion> criteria) {
        return criteria.map(Criterion::words).toList();
    }
}
