package treewarden.bot.approval;

import java.util.Optional;
import treewarden.domain.MergeMethod;

/**
 * What an operator decides about approvals.
 *
 * @param approvers how many people have to approve
 * @param sample whether it takes a finished trial
 * @param review whether our review on the code host says what was approved
 * @param merge how what is approved is merged; empty where people merge it
 */
public record ApprovalRules(int approvers, Sample sample, Review review, Optional<MergeMethod> merge) {
    /** One maintainer, who has seen a sample, and who merges it. */
    public static final ApprovalRules USUAL = new ApprovalRules(1, Sample.REQUIRED, Review.SUBMITTED, Optional.empty());

    public ApprovalRules {
        if (approvers < 1) {
            throw new IllegalArgumentException("nobody could approve anything with " + approvers + " approvers");
        }
    }

    /** Whether a trial has to be there. */
    public enum Sample {
        /** Where there are leaves for the teacher, its report is there. */
        REQUIRED,
        /** As there is no teacher, or the operator wants it so. */
        OPTIONAL
    }

    /** Whether the code host has a review of ours. */
    public enum Review {
        SUBMITTED,
        NONE
    }
}
