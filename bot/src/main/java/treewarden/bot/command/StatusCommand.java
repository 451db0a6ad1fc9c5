package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.domain.Contribution;
import treewarden.domain.Reason;
import treewarden.store.Job;
import treewarden.templates.Markdown;

/** Says how it stands: the state, whose turn it is and why, what is under way, and what an approval still wants. */
final class StatusCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public String does() {
        return "Says how it stands: whose turn it is and why, what is under way, what is missing for an approval.";
    }

    @Override
    public Who who() {
        return Who.ANYONE;
    }

    @Override
    public List<String> examples() {
        return List.of("/status");
    }

    @Override
    public Needs needs() {
        return Needs.PULL_REQUEST;
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        return CommandOutcome.done(
                context.known() == null
                        ? "This pull request changes no leaf, as far as it was looked at. If it was opened just now, ask "
                                + "again in a minute."
                        : text(context));
    }

    private static String text(CommandContext context) {
        var contribution = context.contribution();
        var state = context.state();
        var turn = state.turn();
        var lines = new ArrayList<String>();
        lines.add("**" + capitalised(state.words()) + "** since " + Minutes.of(contribution.stateSince()) + ": "
                + turn.why() + ".");
        var reason = contribution.reason();
        if (reason != null && state == contribution.state()) {
            lines.add("- " + said(reason));
        }
        lines.add("- Next: " + turn.whose().words() + "."
                + (contribution.assignee() == null
                        ? ""
                        : " " + Markdown.code(contribution.assignee().login()) + " looks after it."));
        lines.add("- Under way: " + underWay(context.stored()) + ".");
        failed(context.stored(), lines);
        lines.add("- Sample: " + sample(contribution) + ".");
        if (!state.isOver()) {
            var missing = MissingForApproval.of(context);
            lines.add(
                    "- Missing for an approval: " + (missing.isEmpty() ? "nothing" : String.join("; ", missing)) + ".");
        }
        return String.join("\n", lines);
    }

    private static String said(Reason reason) {
        var by = Markdown.code(reason.by().login());
        return reason.words().isEmpty()
                ? "That was " + by + ", without a word."
                : by + " says: " + Markdown.text(reason.words());
    }

    private static String underWay(Stored stored) {
        var all = new ArrayList<String>();
        stored.underWay().stream().map(StatusCommand::words).forEach(all::add);
        if (stored.unshown() > 0) {
            all.add(stored.unshown() + (stored.unshown() == 1 ? " thing" : " things") + " still to be shown here");
        }
        return all.isEmpty() ? "nothing" : String.join("; ", all);
    }

    private static String words(Job job) {
        var progress = job.progress();
        return "a job that " + job.kind().words() + " (" + job.state().words()
                + (progress == null ? "" : ", " + progress.done() + " of " + progress.of()) + ")";
    }

    private static void failed(Stored stored, List<String> lines) {
        if (!stored.failed().isEmpty() || !stored.refused().isEmpty()) {
            lines.add("- Failed: "
                    + (stored.failed().size() + stored.refused().size())
                    + " of what was to be done. A triager can have it tried again with `/retry`.");
        }
    }

    private static String sample(Contribution contribution) {
        var made = contribution.sampleMade();
        return made == null ? "none" : made + " rows made, " + contribution.sampleKept() + " kept";
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
