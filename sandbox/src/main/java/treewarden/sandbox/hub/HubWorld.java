package treewarden.sandbox.hub;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All that the Hub holds, and how it is set up. */
record HubWorld(
        HubOptions options, ObjectStore objects, Uploads uploads, Map<RepositoryName, HubRepository> repositories) {

    static HubWorld of(HubOptions options) {
        var objects = ObjectStore.in(options.folder(), options.keeping());
        return new HubWorld(options, objects, new Uploads(options, objects), new ConcurrentHashMap<>());
    }

    Optional<HubRepository> find(RepositoryName name) {
        return Optional.ofNullable(repositories.get(name));
    }

    HubRepository create(RepositoryName name, boolean hidden, String author) {
        var draft = new HubCommit.Draft(
                "initial commit", "", author, options.clock().instant());
        var fresh = new HubRepository(name, hidden, draft);
        if (repositories.putIfAbsent(name, fresh) != null) {
            throw HubError.of(409, "You already created this " + name.type().replaceAll("s$", "") + " repo");
        }
        return fresh;
    }
}
