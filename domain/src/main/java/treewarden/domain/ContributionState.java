package treewarden.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The states of a contribution: it is in exactly one. This is the table from which label, turn, pill, words and sentences derive.
 *
 * <p>The labels are those of the InstructLab taxonomy's triage process where it has one.
 */
public enum ContributionState {
    CHECKING("checking", "is being checked", "treewarden-checking", Party.QUEUE, "its files are being checked"),
    NEEDS_CHANGES(
            "needs changes",
            "needs changes",
            "triage-requested-changes",
            Party.CONTRIBUTOR,
            "the checks found something to change"),
    WAITING_FOR_GO(
            "waiting for a maintainer's go",
            "waits for a maintainer's go",
            "triage-needed",
            Party.MAINTAINER,
            "a first contribution is sampled once a maintainer gives the go"),
    SAMPLING("sampling", "is being sampled", "treewarden-sampling", Party.QUEUE, "the teacher is generating a sample"),
    AWAITING_TRIAGE(
            "awaiting triage",
            "awaits triage",
            "triage-needed",
            Party.TRIAGER,
            "the checks passed and it waits for a decision"),
    CHANGES_REQUESTED(
            "changes requested",
            "waits for requested changes",
            "triage-requested-changes",
            Party.CONTRIBUTOR,
            "a triager asked for changes"),
    UNCERTAIN("uncertain", "is uncertain", "triage-uncertain", Party.MAINTAINER, "a triager wants a second opinion"),
    ON_HOLD("on hold", "is on hold", "triage-follow-up", Party.MAINTAINER, "a maintainer put it on hold"),
    APPROVED("approved", "is approved", "triage-approved", Party.MAINTAINER, "it is approved and can be merged"),
    REJECTED("rejected", "is rejected", "triage-rejected", Party.NOBODY, "it was rejected"),
    MERGED("merged", "is merged", "treewarden-merged", Party.QUEUE, "it is merged and waits for the next release"),
    RELEASED("released", "is released", "treewarden-released", Party.NOBODY, "it is part of a release"),
    CLOSED("closed", "is closed", null, Party.NOBODY, "its pull request was closed");

    private final String words;
    private final String clause;
    private final @Nullable String label;
    private final Party turn;
    private final String why;

    ContributionState(String words, String clause, @Nullable String label, Party turn, String why) {
        this.words = words;
        this.clause = clause;
        this.label = label;
        this.turn = turn;
        this.why = why;
    }

    /** How people read it by itself, as on a pill. */
    public String words() {
        return words;
    }

    /** What a sentence says of a contribution in it: {@code awaits triage}. */
    public String clause() {
        return clause;
    }

    /** The label that stands for it on the code host; null where it has none. */
    public @Nullable String label() {
        return label;
    }

    public Turn turn() {
        return new Turn(turn, why);
    }

    /** True when nothing more will be done for it unless somebody opens it again. */
    public boolean isOver() {
        return this == REJECTED || this == RELEASED || this == CLOSED;
    }

    /** True once it is part of the base branch. */
    public boolean isMerged() {
        return this == MERGED || this == RELEASED;
    }

    /** Whether it waits to be judged: by anybody whose turn it is but its contributor, as nobody approves their own. */
    public boolean waitsForJudgement() {
        return this == AWAITING_TRIAGE || this == UNCERTAIN;
    }

    /** Whether an approval of its head stands in this state; whoever decides otherwise takes it back. */
    public boolean keepsApprovals() {
        return switch (this) {
            case CHECKING, WAITING_FOR_GO, SAMPLING, AWAITING_TRIAGE, APPROVED, MERGED, RELEASED -> true;
            case NEEDS_CHANGES, CHANGES_REQUESTED, UNCERTAIN, ON_HOLD, REJECTED, CLOSED -> false;
        };
    }

    /** Its name in addresses, stored rows and JSON: {@code awaiting-triage}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state with this slug. */
    public static ContributionState ofSlug(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
