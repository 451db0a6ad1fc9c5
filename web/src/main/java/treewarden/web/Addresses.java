package treewarden.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.Repository;

/** Every address that a page links to. What comes from outside is encoded, so that none leads elsewhere. */
final class Addresses {
    private final String forgeWeb;

    Addresses(String forgeWeb) {
        this.forgeWeb = forgeWeb;
    }

    /** The contribution's page here. */
    static String page(Contribution contribution) {
        return "/contributions/" + repository(contribution.repository()) + "/"
                + contribution.id().number();
    }

    /** The pull request on the code host. */
    String pullRequest(Contribution contribution) {
        return forgeWeb + "/" + repository(contribution.repository()) + "/pull/"
                + contribution.id().number();
    }

    /** The commit on the code host. */
    String commit(Repository repository, CommitId commit) {
        return forgeWeb + "/" + repository(repository) + "/commit/" + commit.hex();
    }

    /** What changed from one commit to another, on the code host. */
    String compare(Repository repository, CommitId before, CommitId after) {
        return forgeWeb + "/" + repository(repository) + "/compare/" + before.hex() + ".." + after.hex();
    }

    /** A line of a file at a commit on the code host. */
    String line(Repository repository, CommitId commit, String path, int line) {
        return file(repository, commit, path) + "#L" + line;
    }

    /** A file at a commit on the code host. */
    String file(Repository repository, CommitId commit, String path) {
        return forgeWeb + "/" + repository(repository) + "/blob/" + commit.hex() + "/" + segments(path);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String repository(Repository repository) {
        return encoded(repository.owner()) + "/" + encoded(repository.name());
    }

    /** A browser walks up at dots even where they are encoded, so a segment of dots becomes something else. */
    private static String segments(String path) {
        return Arrays.stream(path.split("/"))
                .map(segment -> segment.equals(".") || segment.equals("..") ? "%20" : encoded(segment))
                .collect(Collectors.joining("/"));
    }
}
