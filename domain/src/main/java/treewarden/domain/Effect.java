package treewarden.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** The lines of this head carry these suggestions, in one review that judges nothing. */
    record Suggest(ContributionId contribution, CommitId head, String markdown, List<LineSuggestion> lines)
            implements Effect {
        public Suggest {
            lines = List.copyOf(lines);
        }

        @Override
        public String target() {
            return "suggestions:" + contribution;
        }
    }

    /** The pull request is assigned to this person and to nobody else; to nobody where there is none. */
    record ShowAssignee(
            ContributionId contribution, @Nullable Person assignee) implements Effect {
        @Override
        public String target() {
            return "assignee:" + contribution;
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

    /**
     * Whoever has the turn is reminded, in a comment of its own: a change of the one comment notifies nobody.
     *
     * @param occasion what it is about, so that the same is said once: {@code reminded-2026-11-02}
     */
    record Nudge(ContributionId contribution, String occasion, String markdown) implements Effect {
        @Override
        public String target() {
            return target(contribution, occasion);
        }

        /** The target of a reminder on this occasion. */
        public static String target(ContributionId contribution, String occasion) {
            return "nudge:" + contribution + ":" + occasion;
        }
    }

    /** A pull request that nobody has come back to is closed. Whoever opened it may open it again. */
    record Close(ContributionId contribution) implements Effect {
        @Override
        public String target() {
            return "close:" + contribution;
        }
    }

    /**
     * The issue with the digest of a week is there, and those of weeks before are closed.
     *
     * @param contribution {@link ContributionId#ofAll}: it is about no contribution in particular
     * @param week ISO year and week, {@code 2026-W47}
     */
    record ShowDigest(ContributionId contribution, String week, String title, String markdown) implements Effect {
        @Override
        public String target() {
            return target(contribution.repository(), week);
        }

        /** The target of a week's digest. */
        public static String target(long repository, String week) {
            return "digest:" + repository + ":" + week;
        }
    }

    /**
     * The code host shows a release of the model, with its notes, at the commit of the taxonomy that it was made of.
     *
     * @param contribution {@link ContributionId#ofAll}: it is about all that the release holds
     * @param tag that it gets there, and by which it is found again
     */
    record ShowRelease(ContributionId contribution, String tag, CommitId commit, String title, String markdown)
            implements Effect {
        @Override
        public String target() {
            return target(contribution.repository(), tag);
        }

        /** The target of a release by its tag. */
        public static String target(long repository, String tag) {
            return "release:" + repository + ":" + tag;
        }
    }

    /** Our review approves this commit of the pull request, in these words. */
    record SubmitReview(ContributionId contribution, CommitId head, String markdown) implements Effect {
        @Override
        public String target() {
            return reviewOf(contribution, head);
        }
    }

    /** No review of ours approves this commit any more. */
    record DismissReview(ContributionId contribution, CommitId head, String why) implements Effect {
        @Override
        public String target() {
            return reviewOf(contribution, head);
        }
    }

    /** The pull request is merged at this head, if its approval still stands at that moment. */
    record Merge(ContributionId contribution, CommitId head, MergeMethod method) implements Effect {
        @Override
        public String target() {
            return "merge:" + contribution;
        }
    }

    private static String reviewOf(ContributionId contribution, CommitId head) {
        return "review:" + contribution + ":" + head;
    }
}
