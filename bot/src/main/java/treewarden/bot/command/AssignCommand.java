package treewarden.bot.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.domain.Effect.ShowAssignee;
import treewarden.domain.Person;
import treewarden.forge.Account;
import treewarden.templates.Markdown;

/** Puts the contribution in the care of one person: whoever asks, somebody else, or nobody. */
final class AssignCommand implements CommandBehaviour {
    /** What GitHub allows as a login. */
    private static final Pattern LOGIN = Pattern.compile("@?([A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}))");

    private static final String NONE = "none";

    @Override
    public String name() {
        return "assign";
    }

    @Override
    public String usage() {
        return "/assign [LOGIN], /assign none";
    }

    @Override
    public String does() {
        return "Says who looks after the contribution: you, somebody else, or nobody.";
    }

    @Override
    public Who who() {
        return Who.TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/assign", "/assign mira-lindqvist", "/assign none");
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        var contribution = context.contribution();
        var word = context.command().word();
        if (word.toLowerCase(Locale.ROOT).equals(NONE)) {
            return CommandOutcome.done("")
                    .with(contribution.assignedTo(null))
                    .showing(new ShowAssignee(contribution.id(), null));
        }
        var somebody = word.isEmpty() ? Optional.of(context.command().by()) : account(word, context);
        if (somebody.isEmpty()) {
            return CommandOutcome.refused("There is nobody with the login " + Markdown.code(word)
                    + ". Write it as `/assign LOGIN`, or `/assign none`.");
        }
        if (!context.forge().canBeAssigned(context.pullRequest().number(), somebody.get())) {
            return CommandOutcome.refused(Markdown.code(somebody.get().login())
                    + " cannot be assigned here. The code host allows it for those "
                    + "who belong to the repository, and for those who wrote a comment on this pull request.");
        }
        return CommandOutcome.done("")
                .with(contribution.assignedTo(somebody.get()))
                .showing(new ShowAssignee(contribution.id(), somebody.get()));
    }

    private static Optional<Person> account(String word, CommandContext context) {
        var login = LOGIN.matcher(word);
        return login.matches()
                ? context.forge()
                        .account(login.group(1))
                        .filter(Account::isPerson)
                        .map(Account::person)
                : Optional.empty();
    }
}
