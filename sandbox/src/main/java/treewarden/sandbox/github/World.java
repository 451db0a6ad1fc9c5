package treewarden.sandbox.github;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Everything that the stand-in remembers. One lock guards all of it: a request or a sentence of a scenario runs to its
 * end before the next one begins, so no test meets a half-made change.
 */
final class World {

    private final GitHubOptions options;
    private final Path folder;
    private final Urls urls = new Urls();
    private final ReentrantLock lock = new ReentrantLock();
    private final People people = new People(this);
    private final Map<String, Repository> repositories = new LinkedHashMap<>();
    private final App app;
    private final Events events;
    private long lastId = 1000;

    World(GitHubOptions options, Path folder, Webhooks webhooks) {
        this.options = options;
        this.folder = folder;
        this.app = new App(this);
        this.events = new Events(this, webhooks);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    GitHubOptions options() {
        return options;
    }

    Clock clock() {
        return options.clock();
    }

    /** Now, to the second, as GitHub tells time. */
    Instant now() {
        return options.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** One sequence for everything, so that an id that is used for the wrong kind of thing finds nothing. */
    long nextId() {
        return ++lastId;
    }

    Urls urls() {
        return urls;
    }

    People people() {
        return people;
    }

    App app() {
        return app;
    }

    Events events() {
        return events;
    }

    Path folder() {
        return folder;
    }

    List<Repository> repositories() {
        return List.copyOf(repositories.values());
    }

    Optional<Repository> find(String owner, String name) {
        return Optional.ofNullable(repositories.get(key(owner, name)));
    }

    Optional<Repository> find(long id) {
        return repositories.values().stream().filter(one -> one.id() == id).findFirst();
    }

    void add(Repository repository) {
        repositories.put(key(repository.owner().login(), repository.name()), repository);
    }

    void remove(Repository repository) {
        repositories.remove(key(repository.owner().login(), repository.name()));
    }

    private static String key(String owner, String name) {
        return People.key(owner) + "/" + People.key(name);
    }
}
