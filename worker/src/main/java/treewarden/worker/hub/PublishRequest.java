package treewarden.worker.hub;

import java.nio.file.Path;
import java.util.regex.Pattern;
import treewarden.domain.Printable;
import treewarden.worker.hub.HubRepo.Visibility;

/**
 * What is to be published where.
 *
 * @param folder whose files become the repository's, all of them and no others
 * @param run names this run in the history, so that it can be taken up again
 * @param tag such as {@code release-20261123}
 * @param title of the commit
 * @param description of the commit, may be empty
 */
public record PublishRequest(
        HubRepo repo, Visibility visibility, Path folder, String run, String tag, String title, String description) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    static final Pattern TAG = Pattern.compile("release-\\d{8}(-\\d{1,3})?");

    public PublishRequest {
        if (!NAME.matcher(run).matches() || run.contains("..")) {
            throw new IllegalArgumentException(
                    "a run is named by letters, digits, '.', '_' and '-', not " + Printable.quoted(run));
        }
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException(
                    "a release's tag is release-yyyymmdd, with -2 for the second of a day, not "
                            + Printable.quoted(tag));
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("a commit needs a title");
        }
    }

    /** The run's own branch: nothing appears on main before it is whole there. */
    public String branch() {
        return branchPrefix(tag) + run;
    }

    /** How the branches of a tag's runs begin: no tag holds the last character, so none is another's. */
    static String branchPrefix(String tag) {
        return "run-" + tag + "_";
    }
}
