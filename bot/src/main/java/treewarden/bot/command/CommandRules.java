package treewarden.bot.command;

import treewarden.bot.check.Prechecking;

/**
 * What an operator decides about commands.
 *
 * @param roles who is what
 * @param perHour how many commands somebody may give in an hour who is neither triager nor maintainer
 * @param prechecking whether there is a community model to ask
 */
public record CommandRules(Roles roles, int perHour, Prechecking prechecking) {
    /** Ten in an hour: more than anybody needs who is not at work on the queue. */
    public static final CommandRules USUAL = new CommandRules(Roles.USUAL, 10);

    /** Without a community model to ask. */
    public CommandRules(Roles roles, int perHour) {
        this(roles, perHour, Prechecking.NO_STUDENT);
    }

    public CommandRules with(Prechecking other) {
        return new CommandRules(roles, perHour, other);
    }
}
