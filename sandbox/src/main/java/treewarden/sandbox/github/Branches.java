package treewarden.sandbox.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.git.ChangedFile;
import treewarden.sandbox.git.GitStore;

/** The branches of one repository. Those of a fork are kept apart by the names of their references. */
final class Branches {

    /** Comparisons that are remembered: pull requests are listed and read over and over at one head. */
    private static final int REMEMBERED = 256;

    private final World world;
    private final Repository repository;
    private final GitStore git;
    private final String prefix;
    private final Map<String, List<ChangedFile>> comparisons = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<ChangedFile>> eldest) {
            return size() > REMEMBERED;
        }
    };

    Branches(World world, Repository repository, GitStore git) {
        this.world = world;
        this.repository = repository;
        this.git = git;
        this.prefix = repository.parent().isEmpty() ? "refs/heads/" : "refs/forks/" + repository.id() + "/heads/";
    }

    GitStore git() {
        return git;
    }

    Optional<String> tip(String branch) {
        return isPossible(branch) ? git.ref(prefix + branch) : Optional.empty();
    }

    /** Branch names and their tips. */
    Map<String, String> all() {
        var found = new LinkedHashMap<String, String>();
        git.refs(prefix).forEach((name, sha) -> found.put(name.substring(prefix.length()), sha));
        return found;
    }

    String commit(String branch, Map<String, Change> changes, Person author, String message) {
        var parents = tip(branch).map(List::of).orElse(List.of());
        var sha = git.commit(parents, changes, signature(author), message);
        move(branch, sha, author);
        return sha;
    }

    Author signature(Person person) {
        return new Author(person.name(), person.email(), world.now());
    }

    /** Moves the tip, tells of the push, and lets each open pull request from this branch follow. */
    void move(String branch, String sha, Person pusher) {
        if (!isPossible(branch)) {
            throw GitHubError.unprocessable("Reference name is not well-formed: " + branch);
        }
        var before = tip(branch);
        if (before.equals(Optional.of(sha))) {
            return;
        }
        git.set(prefix + branch, sha);
        if (repository.parent().isEmpty()) {
            world.events().push(repository, branch, before, sha, pusher);
        }
        repository.root().pulls().values().stream()
                .filter(pull -> pull.isOpen() && pull.proposal().isFrom(repository, branch))
                .forEach(pull -> pull.headMoved(sha, pusher));
    }

    private static boolean isPossible(String branch) {
        return org.eclipse.jgit.lib.Repository.isValidRefName("refs/heads/" + branch);
    }

    /** What a branch brings: the files that differ between where it left the base and its head. */
    List<ChangedFile> changes(String base, String head) {
        var known = comparisons.get(base + head);
        if (known != null) {
            return known;
        }
        var from = git.mergeBase(base, head).orElse(base);
        var files = git.changes(from, head);
        comparisons.put(base + head, files);
        return files;
    }

    /** A commit that merges both, or nothing when they conflict. */
    Optional<String> merge(String into, String from, Person person, String message) {
        return git.merge(into, from, signature(person), message, List.of(into, from));
    }

    /** One commit with everything that the branch brings, or nothing when it conflicts. */
    Optional<String> squash(String into, String from, Person person, String message) {
        return git.merge(into, from, signature(person), message, List.of(into));
    }

    /** A commit id for an id, an abbreviation-free branch name, or a full reference name. */
    Optional<String> resolve(String ref) {
        return git.commit(ref)
                .map(commit -> commit.sha())
                .or(() -> tip(ref))
                .or(() -> ref.startsWith("heads/") ? tip(ref.substring("heads/".length())) : Optional.empty())
                .or(() -> ref.startsWith("refs/heads/") ? tip(ref.substring("refs/heads/".length())) : Optional.empty())
                .or(() -> ref.startsWith("refs/pull/") ? git.ref(ref) : Optional.empty());
    }
}
