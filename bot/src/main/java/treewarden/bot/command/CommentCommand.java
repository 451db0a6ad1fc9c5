package treewarden.bot.command;

import java.util.List;
import treewarden.domain.Effect.Nudge;
import treewarden.templates.SaidComment;

/** Says on the pull request what somebody wrote on a page, and decides nothing. */
final class CommentCommand implements CommandBehaviour {
    /** How it is given on a page. */
    static final String NAME = "comment";

    private static final SaidComment COMMENT = new SaidComment();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String usage() {
        return "/comment TEXT";
    }

    @Override
    public String does() {
        return "Says something on the pull request, and decides nothing.";
    }

    @Override
    public Who who() {
        return Who.TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/comment Thank you, this reads well now.");
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        var words = context.command().text();
        if (words.isBlank()) {
            return CommandOutcome.refused("There is nothing to say yet: write a sentence, and send it again.");
        }
        return CommandOutcome.done("")
                .showing(new Nudge(
                        context.contribution().id(),
                        context.occasion("said"),
                        COMMENT.render(context.command().by(), words)));
    }
}
