package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.bot.approval.ApprovalRules;
import treewarden.domain.Approval;
import treewarden.domain.ApprovedContent;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Effect;
import treewarden.domain.Effect.Merge;
import treewarden.domain.Effect.SubmitReview;
import treewarden.store.Run;
import treewarden.store.Tables;
import treewarden.templates.Markdown;

/**
 * A maintainer approves the commit that was checked, and nothing that comes after it. Where it takes several, the last of
 * them makes it approved; whatever follows asks again whether all of them stand. What was merged without it can be approved
 * afterwards: no release holds its leaves before.
 */
final class ApproveCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "approve";
    }

    @Override
    public String usage() {
        return "/approve [COMMIT]";
    }

    @Override
    public String does() {
        return "Approves the commit that was checked, and no other: a push voids it. "
                + "With a commit's full hash only if that is the one. "
                + "What was merged without it can be approved afterwards, so that a release may hold it.";
    }

    @Override
    public Who who() {
        return Who.MAINTAINERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/approve");
    }

    @Override
    public Needs needs() {
        return Needs.SEEN_HEAD;
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        return isEnough(context)
                .or(() -> whatKeepsItBack(context))
                .or(() -> whatKeepsThemBack(context))
                .map(CommandOutcome::refused)
                .orElseGet(() -> approved(context));
    }

    /** Whether somebody approved it before it was merged. */
    private static Optional<String> isEnough(CommandContext context) {
        return context.state() == ContributionState.MERGED && standing(context).size() >= approvers(context)
                ? Optional.of("It is approved and merged; nothing is left to decide.")
                : Optional.empty();
    }

    /** Whether an approval is what a merged contribution lacks. */
    static boolean isMissed(Tables tables, Contribution contribution, CommandRules rules) {
        return tables.approvals().standing(contribution.id()).stream()
                        .filter(approval -> approval.voidedBy(contribution).isEmpty())
                        .count()
                < rules.approval().approvers();
    }

    /** What is missing in the contribution, or in what was meant by it. */
    private static Optional<String> whatKeepsItBack(CommandContext context) {
        var head = context.pullRequest().head();
        var named = context.command().word();
        if (!named.isEmpty() && !named.equals(head.hex())) {
            return Optional.of("You named another commit than the head of this pull request, which is "
                    + Markdown.code(head.hex()) + ". Look at that one, and name it in full or name none.");
        }
        if (context.pullRequest().draft()) {
            return Optional.of("This is a draft. Approve it once it is ready for review.");
        }
        var run = context.stored().run().orElse(null);
        var content = run == null ? null : run.content();
        if (run == null || content == null) {
            return Optional.of("What the checks read is not known any more. Comment `/check`, and approve it then.");
        }
        if (!content.baseBranch().equals(context.pullRequest().baseBranch())) {
            return Optional.of(
                    "The base branch was changed, and this is not checked for the new one yet. Look at what the "
                            + "checks say of it, and say it again.");
        }
        return switch (run.outcome()) {
            case ERRORS, REFUSED -> Optional.of("What the checks found has to change first.");
            case NO_LEAVES -> Optional.empty();
            case PASSED -> content.leaves().isEmpty() ? Optional.empty() : withoutSample(context);
        };
    }

    private static Optional<String> withoutSample(CommandContext context) {
        // What is merged cannot have one any more.
        var wanted = context.rules().approval().sample() == ApprovalRules.Sample.REQUIRED
                && context.state() != ContributionState.MERGED;
        var isThere = context.stored().sample().isPresent() && context.state() != ContributionState.SAMPLING;
        return wanted && !isThere
                ? Optional.of(
                        "There is no finished sample of this commit yet. `/sample` starts one where none is under "
                                + "way; approve it when you have seen what came of it.")
                : Optional.empty();
    }

    /** Nobody approves what is their own, were it a single commit. */
    private static Optional<String> whatKeepsThemBack(CommandContext context) {
        var approver = context.command().by();
        if (context.pullRequest().author().id() == approver.id()) {
            return Optional.of("Nobody approves their own pull request. Another maintainer can.");
        }
        var committers = context.forge().committers(context.pullRequest().number());
        if (committers.cut()) {
            return Optional.of(
                    "This pull request has more commits than can be listed, so nobody can see whose they all "
                            + "are. Squash them, and approve it then.");
        }
        return committers.accounts().stream().anyMatch(account -> account.id() == approver.id())
                ? Optional.of("Some of these commits are yours, and nobody approves what is their own. "
                        + "Another maintainer can.")
                : Optional.empty();
    }

    private static CommandOutcome approved(CommandContext context) {
        var others = others(context);
        int count = others.size() + 1;
        if (count < approvers(context)) {
            return oneOfSeveral(context, count);
        }
        var contribution = context.contribution();
        if (contribution.state() == ContributionState.MERGED) {
            return CommandOutcome.done("It is approved now that it is merged: the next release may hold its leaves.")
                    .with(contribution.inState(ContributionState.MERGED, context.now()))
                    .approving(approval(context));
        }
        var outcome = CommandOutcome.done("")
                .with(contribution.inState(ContributionState.APPROVED, context.now()))
                .approving(approval(context))
                .writing(transaction -> transaction.approvals().trouble(contribution.id(), null));
        for (var effect : effects(context, others)) {
            outcome = outcome.showing(effect);
        }
        return outcome;
    }

    private static CommandOutcome oneOfSeveral(CommandContext context, int count) {
        var contribution = context.contribution();
        var reply =
                "This is " + count + " of " + approvers(context) + " approvals. It takes another maintainer's as well.";
        var state = contribution.state().keepsApprovals() ? contribution.state() : ContributionState.AWAITING_TRIAGE;
        return CommandOutcome.done(reply)
                .with(contribution.inState(state, context.now()))
                .approving(approval(context));
    }

    private static int approvers(CommandContext context) {
        return context.rules().approval().approvers();
    }

    /** What stands of other people, and is of what the pull request is now. */
    private static List<Approval> others(CommandContext context) {
        return standing(context).stream()
                .filter(approval ->
                        approval.approver().id() != context.command().by().id())
                .toList();
    }

    private static List<Approval> standing(CommandContext context) {
        var pullRequest = context.pullRequest();
        return context.stored().approvals().stream()
                .filter(approval -> approval.voidedBy(pullRequest.head(), pullRequest.baseBranch())
                        .isEmpty())
                .toList();
    }

    private static Approval approval(CommandContext context) {
        var command = context.command();
        var content = content(context);
        return new Approval(
                command.contribution(),
                new ApprovedContent(
                        context.pullRequest().head(),
                        content.tree(),
                        content.baseBranch(),
                        content.leaves(),
                        context.stored()
                                .sample()
                                .map(ApprovedContent::documentsOf)
                                .orElse(null)),
                command.by(),
                context.asker().permission().name().toLowerCase(Locale.ROOT),
                command.comment(),
                context.now(),
                null,
                null);
    }

    private static Run.Content content(CommandContext context) {
        return Objects.requireNonNull(context.stored().run().orElseThrow().content(), "looked at before");
    }

    private static List<Effect> effects(CommandContext context, List<Approval> others) {
        var id = context.command().contribution();
        var head = context.pullRequest().head();
        var effects = new ArrayList<Effect>();
        if (context.rules().approval().review() == ApprovalRules.Review.SUBMITTED) {
            var who = Stream.concat(
                            others.stream().map(Approval::approver),
                            Stream.of(context.command().by()))
                    .map(approver -> Markdown.code(approver.login()))
                    .collect(Collectors.joining(" and "));
            effects.add(new SubmitReview(
                    id,
                    head,
                    "Approved by " + who + " with `/approve`, for commit " + Markdown.code(head.hex())
                            + " and no other. A push voids it."));
        }
        context.rules().approval().merge().ifPresent(method -> effects.add(new Merge(id, head, method)));
        return effects;
    }
}
