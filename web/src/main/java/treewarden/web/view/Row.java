package treewarden.web.view;

import org.jspecify.annotations.Nullable;

/**
 * A contribution in the queue.
 *
 * @param name {@code owner/name#12}
 * @param label the name, as short as it can be here
 * @param page its page here
 * @param pullRequest its pull request on the code host
 * @param opened when the pull request was
 * @param path of its first leaf; empty where it has none
 * @param moreLeaves how many leaves there are beside that one
 * @param assignee who looks after it; empty while nobody does
 * @param kinds in words, separated by commas
 * @param sample what the teacher made; null before there is a sample
 * @param pick by which it is chosen among several, with the head that is shown
 * @param score the judge's mean score of what was kept, in words; empty where there is none
 * @param duplicates how many of its examples are known from another leaf or contribution
 * @param current true for the one that the page beside the queue shows
 */
public record Row(
        String name,
        String label,
        String page,
        String pullRequest,
        Moment opened,
        String title,
        String author,
        Pill pill,
        String assignee,
        String path,
        int moreLeaves,
        String kinds,
        int errors,
        int warnings,
        @Nullable Yield sample,
        String pick,
        String score,
        int duplicates,
        boolean current) {
    /** Whether it was checked at all: nothing found then means something. */
    public boolean isChecked() {
        return !pill.state().equals("checking");
    }
}
