package treewarden.bot.command;

import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.check.Checking.Sampling;
import treewarden.bot.check.Prechecking;
import treewarden.domain.JobKind;

/**
 * What an operator decides about commands, and whom there is to carry them out.
 *
 * @param roles who is what
 * @param perHour how many commands somebody may give in an hour who is neither triager nor maintainer
 * @param approval what it takes to approve, and what follows
 * @param sampling whether there is a teacher to make a sample
 * @param prechecking whether there is a community model to ask
 */
public record CommandRules(
        Roles roles, int perHour, ApprovalRules approval, Sampling sampling, Prechecking prechecking) {
    /** Ten in an hour: more than anybody needs who is not at work on the queue. */
    public static final CommandRules USUAL = new CommandRules(Roles.USUAL, 10);

    /** With approvals as usual and a teacher, and without a community model to ask. */
    public CommandRules(Roles roles, int perHour) {
        this(roles, perHour, ApprovalRules.USUAL, Sampling.BY_A_TEACHER, Prechecking.NO_STUDENT);
    }

    /** Whether there is somebody to do such a job. */
    boolean canDo(JobKind kind) {
        return switch (kind) {
            case RUN_SAMPLE -> sampling == Sampling.BY_A_TEACHER;
            case RUN_PRECHECK -> prechecking != Prechecking.NO_STUDENT;
            default -> true;
        };
    }

    public CommandRules with(Sampling other) {
        return new CommandRules(roles, perHour, approval, other, prechecking);
    }

    public CommandRules with(Prechecking other) {
        return new CommandRules(roles, perHour, approval, sampling, other);
    }

    public CommandRules with(ApprovalRules other) {
        return new CommandRules(roles, perHour, other, sampling, prechecking);
    }
}
