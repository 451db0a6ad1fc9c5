package treewarden.forge;

import treewarden.domain.CommitId;

/** What came of the wish to merge. */
public sealed interface MergeResult {
    /** It is merged; {@code commit} is in the base branch. */
    record Merged(CommitId commit) implements MergeResult {}

    /** The head is another one than that which was to be merged: nothing was. */
    record HeadMoved() implements MergeResult {}

    /**
     * The code host does not merge it as things are: a conflict, a check that is missing, a base that was just pushed to.
     *
     * @param why in the code host's words
     */
    record NotNow(String why) implements MergeResult {}
}
