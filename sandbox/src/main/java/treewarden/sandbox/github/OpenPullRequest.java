package treewarden.sandbox.github;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.Change;

/** The ways in which a pull request comes into being. */
final class OpenPullRequest {

    private static final Pattern PRIVATE_ADDRESS =
            Pattern.compile("(?:\\d+\\+)?([^@]+)@users\\.noreply\\.github\\.com");

    private static final int LONGEST_LOGIN = 39;

    private OpenPullRequest() {}

    static PullRequest open(Repository repository, NewPullRequest wanted) {
        var headRepository = wanted.headRepository().orElse(repository);
        var head = headRepository
                .branches()
                .tip(wanted.headBranch())
                .orElseThrow(() -> GitHubError.invalid("PullRequest", "head", "invalid"));
        var base = repository
                .branches()
                .tip(wanted.baseBranch())
                .orElseThrow(() -> GitHubError.invalid("PullRequest", "base", "invalid"));
        int number = repository.nextNumber();
        var pull = new PullRequest(
                repository,
                number,
                wanted,
                new Tip(headRepository, wanted.headBranch(), head),
                new Tip(repository, wanted.baseBranch(), base));
        repository.pulls().put(number, pull);
        repository.git().set("refs/pull/" + number + "/head", head);
        repository.world().events().pullRequest(pull, "opened", wanted.author());
        return pull;
    }

    static PullRequest contribute(
            Repository repository, Person as, String title, String body, Map<String, Change> changes) {
        var home = repository.mayWrite(as) ? repository : repository.fork(as);
        var base = repository
                .branches()
                .tip(repository.defaultBranch())
                .orElseThrow(() -> new IllegalStateException(
                        repository + " has no commit yet: commit to " + repository.defaultBranch() + " first."));
        var branch = "patch-" + (repository.nextNumber());
        var sha = repository
                .git()
                .commit(List.of(base), changes, repository.branches().signature(as), title);
        home.branches().move(branch, sha, as);
        return open(
                repository,
                NewPullRequest.by(as, title).withBody(body).from(home, branch).into(repository.defaultBranch()));
    }

    static PullRequest replay(Repository repository, String baseSha, String headSha) {
        var commit = repository.git().commit(headSha).orElseThrow(() -> noCommit(repository, headSha));
        if (repository.git().commit(baseSha).isEmpty()) {
            throw noCommit(repository, baseSha);
        }
        var author = repository.world().people().account(login(commit.author()), Person.Kind.USER);
        repository.knownContributor(author);
        int number = repository.nextNumber();
        var branches = repository.branches();
        branches.move("replay/" + number + "/base", baseSha, author);
        branches.move("replay/" + number + "/head", headSha, author);
        return open(
                repository,
                NewPullRequest.by(author, commit.subject().isEmpty() ? "(no subject)" : commit.subject())
                        .withBody(
                                commit.rest().isEmpty() ? "Commit " + headSha + ", as a pull request." : commit.rest())
                        .from(repository, "replay/" + number + "/head")
                        .into("replay/" + number + "/base"));
    }

    /** The first parent, or for a root a commit of nothing: one and the same for all roots. */
    static String baseOf(Repository repository, String sha) {
        var commit = repository.git().commit(sha).orElseThrow(() -> noCommit(repository, sha));
        if (!commit.parents().isEmpty()) {
            return commit.parents().get(0);
        }
        var nobody = new Author("Stand-in GitHub", "noreply@github.com", Instant.EPOCH);
        return repository
                .git()
                .commit(List.of(), Map.of(), nobody, "Nothing, for a first commit to be compared with\n");
    }

    /** A login from a commit's author: the one in GitHub's private address, else made of the address or the name. */
    private static String login(Author author) {
        var known = PRIVATE_ADDRESS.matcher(author.email());
        var source = known.matches() ? known.group(1) : author.name();
        var login =
                source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (login.isEmpty()) {
            return "someone";
        }
        return login.substring(0, Math.min(login.length(), LONGEST_LOGIN)).replaceAll("-$", "");
    }

    private static IllegalArgumentException noCommit(Repository repository, String sha) {
        return new IllegalArgumentException(repository + " has no commit " + sha + ".");
    }
}
