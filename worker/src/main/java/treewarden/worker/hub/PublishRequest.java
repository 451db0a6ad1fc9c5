package treewarden.worker.hub;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import treewarden.domain.Digest;
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
 * @param known what files of the folder must be, by path, as whoever made them has said: all of them must be there; a
 *     large one is not read before it is sent, but held against this meanwhile
 */
public record PublishRequest(
        HubRepo repo,
        Visibility visibility,
        Path folder,
        String run,
        String tag,
        String title,
        String description,
        Map<String, Digest> known) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    static final Pattern TAG = Pattern.compile("release-\\d{8}(-\\d{1,3})?");

    public PublishRequest {
        known = Map.copyOf(known);
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

    /** A folder of which nothing is known yet: it is read first, and then sent. */
    public PublishRequest(
            HubRepo repo,
            Visibility visibility,
            Path folder,
            String run,
            String tag,
            String title,
            String description) {
        this(repo, visibility, folder, run, tag, title, description, Map.of());
    }

    /** The same with digests that are known. */
    public PublishRequest knowing(Map<String, Digest> digests) {
        return new PublishRequest(repo, visibility, folder, run, tag, title, description, digests);
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
