package treewarden.bot.check;

import java.net.URI;
import treewarden.domain.CommitId;
import treewarden.domain.Repository;

/**
 * Addresses that comments lead to.
 *
 * @param codeHost where people look at repositories: {@code https://github.com}
 * @param pages where the triage page is: {@code https://triage.example.org}
 */
public record Addresses(URI codeHost, URI pages) {
    /** What a file's path is appended to, to show it at this commit. */
    String files(Repository repository, CommitId commit) {
        return at(codeHost, "/" + repository.fullName() + "/blob/" + commit + "/");
    }

    /** A pull request where people talk about it. */
    public String pullRequest(Repository repository, int number) {
        return at(codeHost, "/" + repository.fullName() + "/pull/" + number);
    }

    /** The checks of a pull request. */
    String checks(Repository repository, int number) {
        return pullRequest(repository, number) + "/checks";
    }

    /** The triage page's queue. */
    public String queue() {
        return at(pages, "/");
    }

    /** The contribution on the triage page. */
    public String page(Repository repository, int number) {
        return at(pages, "/contributions/" + repository.fullName() + "/" + number);
    }

    private static String at(URI base, String path) {
        return base.toString().replaceFirst("/+$", "") + path;
    }
}
