package treewarden.sandbox.hub;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Faults;
import treewarden.sandbox.http.Replies;
import treewarden.sandbox.http.RequestLog;
import treewarden.sandbox.http.StandInServer;

/** A Hugging Face Hub for tests and demonstrations, on a port of this machine; its storage is on another. */
public final class StandInHub implements AutoCloseable {

    private final HubWorld world;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final Storage storage;
    private final StandInServer server;

    private StandInHub(HubOptions options) {
        this.world = HubWorld.of(options);
        this.storage = storage(options);
        this.server = StandInServer.start(options.host(), options.port(), this::addRoutes);
    }

    /** Where large objects go. */
    private record Storage(String url, Runnable closing) {}

    private Storage storage(HubOptions options) {
        if (options.keeping() == HubOptions.Keeping.NAMES) {
            var lean = LeanStorage.start(options.host(), world.uploads());
            return new Storage(lean.url(), lean::close);
        }
        var usual = StandInServer.start(options.host(), 0, this::addStorage);
        return new Storage(usual.url(), usual::close);
    }

    public static StandInHub start(HubOptions options) {
        return new StandInHub(options);
    }

    /** What clients are given as endpoint ({@code HF_ENDPOINT}). */
    public String url() {
        return server.url();
    }

    /** The origin that large objects go to. */
    public String storageUrl() {
        return storage.url();
    }

    /** Faults by path, of the Hub ({@code /api/models/*&#47;*&#47;commit/main}) and of its storage ({@code /part/**}, {@code /object/*}). */
    public Faults faults() {
        return faults;
    }

    /** What was asked of the Hub and of its storage; the actor is {@code token} where one was sent, else {@code anonymous}. */
    public RequestLog requests() {
        return log;
    }

    public Optional<HubRepository> model(String id) {
        return world.find(new RepositoryName("models", id));
    }

    public Optional<HubRepository> dataset(String id) {
        return world.find(new RepositoryName("datasets", id));
    }

    /** A model repository that is there from the start. */
    public HubRepository createModel(String id) {
        return world.create(new RepositoryName("models", id), false, "somebody");
    }

    /** A large object's content. */
    public InputStream open(HubFile.Lfs file) throws IOException {
        return Files.newInputStream(world.objects().file(file.oid()));
    }

    /** Somebody else commits to a branch. */
    public HubCommit commit(HubRepository repository, String branch, String path, byte[] content) {
        var draft = new HubCommit.Draft(
                "by somebody else", "", "somebody", world.options().clock().instant());
        return repository.commit(branch, Optional.empty(), draft, files -> {
            files.put(path, new HubFile.Regular(content));
            return files;
        });
    }

    /** Bytes of large objects that have come in, those of parts that broke off among them. */
    public long receivedBytes() {
        return world.uploads().received();
    }

    /** Uploads that were begun and are not complete. */
    public int unfinishedUploads() {
        return world.uploads().unfinished();
    }

    /** Cuts the connection once when so many more bytes of large objects have come in. */
    public void cutUploadAfter(long bytes) {
        world.uploads().cutAfter(bytes);
    }

    /** Forgets all unfinished uploads: their addresses are good for nothing any more. */
    public void forgetUploads() {
        world.uploads().forget();
    }

    /** What the Hub says to somebody who has asked too much. */
    public static Fault tooManyRequests(int seconds) {
        var error = HubError.of(429, "We had to rate limit you");
        return Fault.answer(error.answer()
                .header("ratelimit", "\"api\";r=0;t=" + seconds)
                .header("ratelimit-policy", "\"fixed window\";\"api\";q=500;w=300"));
    }

    private void addStorage(RoutesConfig routes, Replies replies) {
        new StorageRoutes(new Serve(world, faults, log, replies)).add(routes);
    }

    private void addRoutes(RoutesConfig routes, Replies replies) {
        var serve = new Serve(world, faults, log, replies);
        new AccountRoutes(serve).add(routes);
        new InfoRoutes(serve).add(routes);
        new RefRoutes(serve).add(routes);
        new CommitRoutes(serve).add(routes);
        new LfsRoutes(serve, storage.url()).add(routes);
        new ResolveRoutes(serve).add(routes);
        routes.get("/<path>", serve.json(call -> {
            throw HubError.of(404, "Not found");
        }));
    }

    @Override
    public void close() {
        server.close();
        storage.closing().run();
    }
}
