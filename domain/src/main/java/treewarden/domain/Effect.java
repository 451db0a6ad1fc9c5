package treewarden.domain;

import java.util.Set;

/**
 * A write to the code host that a decision wants. Effects are values: stored with the decision in one transaction, and
 * carried out afterwards by one runner that looks before it writes.
 */
public sealed interface Effect {
    ContributionId contribution();

    /**
     * What the effect writes to. A later effect on the same target makes an earlier one that is still waiting
     * unnecessary.
     */
    String target();

    /** The check run of a head commit shows this result. */
    record ShowCheck(ContributionId contribution, CommitId head, CheckResult result) implements Effect {
        @Override
        public String target() {
            return target(contribution.repository(), head);
        }

        /** The target of every check of this head. */
        public static String target(long repository, CommitId head) {
            return "check:" + repository + ":" + head;
        }
    }

    /** The one comment on the pull request reads like this. */
    record ShowComment(ContributionId contribution, String markdown) implements Effect {
        @Override
        public String target() {
            return "comment:" + contribution;
        }
    }

    /** Of the labels that Treewarden manages, the pull request has these and no others. */
    record ShowLabels(ContributionId contribution, Set<String> labels) implements Effect {
        public ShowLabels {
            labels = Set.copyOf(labels);
        }

        @Override
        public String target() {
            return "labels:" + contribution;
        }
    }

    /** A command in a comment got its answer: one reply for each comment that was answered. */
    record Reply(ContributionId contribution, long comment, String markdown) implements Effect {
        @Override
        public String target() {
            return "reply:" + contribution + ":" + comment;
        }
    }

    /** A comment with a command carries this reaction, so that its author sees that it was read. */
    record React(ContributionId contribution, long comment, Reaction reaction) implements Effect {
        @Override
        public String target() {
            return "reaction:" + contribution + ":" + comment + ":" + reaction;
        }
    }
}
