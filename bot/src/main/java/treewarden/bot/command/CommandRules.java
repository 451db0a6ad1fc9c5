package treewarden.bot.command;

import treewarden.bot.approval.ApprovalRules;

/**
 * What an operator decides about commands.
 *
 * @param roles who is what
 * @param perHour how many commands somebody may give in an hour who is neither triager nor maintainer
 * @param approval what it takes to approve, and what follows
 */
public record CommandRules(Roles roles, int perHour, ApprovalRules approval) {
    /** Ten in an hour: more than anybody needs who is not at work on the queue. */
    public static final CommandRules USUAL = new CommandRules(Roles.USUAL, 10, ApprovalRules.USUAL);
}
