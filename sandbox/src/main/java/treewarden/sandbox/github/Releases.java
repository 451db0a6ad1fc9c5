package treewarden.sandbox.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The releases of a repository, oldest first; a tag has one at most. */
final class Releases {
    private final World world;
    private final Repository repository;
    private final List<Release> all = new ArrayList<>();

    Releases(World world, Repository repository) {
        this.world = world;
        this.repository = repository;
    }

    List<Release> all() {
        return List.copyOf(all);
    }

    Optional<Release> find(String tag) {
        return all.stream().filter(release -> release.tag().equals(tag)).findFirst();
    }

    /** Publishes one. A tag that is there stays where it is; another one is made at the commit or branch. */
    Release publish(Person author, String tag, String at, String name, String body) {
        if (tag.isBlank()) {
            throw GitHubError.invalid("Release", "tag_name", "missing_field");
        }
        if (find(tag).isPresent()) {
            throw GitHubError.invalid("Release", "tag_name", "already_exists");
        }
        var reference = "refs/tags/" + tag;
        var git = repository.git();
        var sha = git.ref(reference)
                .or(() -> repository.branches().resolve(at))
                .orElseThrow(() -> GitHubError.invalid("Release", "target_commitish", "invalid"));
        git.set(reference, sha);
        var release = new Release(world.nextId(), tag, sha, name, body, author, world.now());
        all.add(release);
        return release;
    }

    void delete(String tag) {
        all.removeIf(release -> release.tag().equals(tag));
    }
}
