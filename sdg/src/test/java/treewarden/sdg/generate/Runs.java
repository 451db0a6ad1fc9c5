package treewarden.sdg.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import treewarden.domain.Digest;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.cache.CacheLimits;
import treewarden.sdg.cache.CachingTeacher;
import treewarden.sdg.cache.RequestLog;
import treewarden.sdg.document.ChunkSettings;
import treewarden.sdg.document.LeafDocuments;
import treewarden.sdg.document.ReadDocument;
import treewarden.sdg.document.ReadSettings;
import treewarden.sdg.document.fetch.DocumentSettings;
import treewarden.sdg.document.fetch.GitDocuments;
import treewarden.sdg.engine.Assumptions;
import treewarden.sdg.engine.EngineLimits;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.mix.MixSettings;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.quality.QualitySettings;
import treewarden.sdg.teacher.Endpoints;
import treewarden.sdg.teacher.RetryPolicy;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.sdg.token.Tokens;

/** Runs, each as in a process of its own, that share a teacher and a cache below one folder. */
final class Runs implements AutoCloseable {
    static final String COMPLETIONS = "/v1/chat/completions";

    /** Requests that are in flight at once. */
    static final int SLOTS = 8;

    private static final RetryPolicy PATIENCE =
            new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(60));

    private final Path folder;
    private final Map<String, Path> mirrors = new HashMap<>();
    private final SettableClock clock = new SettableClock();
    private final StandInTeacher teacher = StandInTeacher.start(TeacherOptions.defaults());
    private String pipelines = "full";
    private int failuresInARow = 6;
    private Path cache;

    Runs(Path folder) {
        this.folder = folder;
        this.cache = folder.resolve("cache");
    }

    StandInTeacher teacher() {
        return teacher;
    }

    SettableClock clock() {
        return clock;
    }

    /** From now on with these pipelines. */
    Runs through(String others) {
        pipelines = others;
        return this;
    }

    /** From now on it takes so many failures in a row to end a run. */
    Runs enduring(int failures) {
        failuresInARow = failures;
        return this;
    }

    /** From now on with another cache, as on another machine. */
    Runs elsewhere() {
        cache = folder.resolve("cache elsewhere");
        return this;
    }

    Path out(String name) {
        return folder.resolve(name);
    }

    /** A repository of somebody's, mirrored here. */
    DocumentRepository repository(String name, Map<String, Change> files) {
        var url = "https://github.com/somebody/" + name;
        var made = DocumentRepository.make(url, folder.resolve("mirror of " + name), files);
        mirrors.put(url, made.folder());
        return made;
    }

    GenerateReport run(String out, InputLeaf... leaves) {
        return run(new GenerateRequest(List.of(leaves), out(out)), new Looking());
    }

    GenerateReport run(GenerateRequest request, GenerateWatch watch) {
        try (var open = open()) {
            return new GenerateData(open.parts()).run(request, watch);
        }
    }

    EstimateData.Expected estimate(String out, InputLeaf... leaves) {
        try (var open = open()) {
            return new EstimateData(open.parts(), Assumptions.USUAL)
                    .estimate(new GenerateRequest(List.of(leaves), out(out)), new Looking());
        }
    }

    private record Opened(Endpoints endpoints, RequestLog log, ReadDocument reader, GenerateParts parts)
            implements AutoCloseable {
        @Override
        public void close() {
            endpoints.close();
            log.close();
            reader.close();
        }
    }

    private Opened open() {
        var config = TeacherConfig.at(URI.create(teacher.url()), teacher.model())
                .withConcurrency(SLOTS)
                .withRetries(PATIENCE);
        var endpoints = Endpoints.connect(List.of(config), clock);
        var log = RequestLog.open(cache.resolve("requests"), CacheLimits.USUAL, clock);
        var reader = new ReadDocument(ReadSettings.USUAL);
        var settings = DocumentSettings.in(cache.resolve("documents")).withMirrors(mirrors);
        return new Opened(
                endpoints,
                log,
                reader,
                new GenerateParts(
                        new CachingTeacher(endpoints, log),
                        log,
                        PipelineSet.of(pipelines, PipelineOptions.USUAL.withScale(3)),
                        new LeafDocuments(
                                new GitDocuments(settings, clock),
                                reader,
                                Tokens.about(),
                                new ChunkSettings(60, 0),
                                ""),
                        new FinishedLeaves(cache.resolve("leaves"), clock),
                        EngineSettings.of(new EngineLimits(2, 16_384, failuresInARow, 4_000)),
                        QualitySettings.USUAL,
                        MixSettings.named("data"),
                        clock));
    }

    /** What the teacher was asked since it was last looked at. */
    int asked() {
        int asked = teacher.load().requests();
        teacher.reset();
        return asked;
    }

    /** All files of a data set, with digests of what they say; what is ours below {@code .treewarden} is left out. */
    Map<String, Digest> files(String out) {
        var root = out(out);
        var found = new TreeMap<String, Digest>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = root.relativize(file).toString();
                if (!name.startsWith(".treewarden")) {
                    found.put(name, Digest.of(Files.readAllBytes(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public void close() {
        teacher.close();
    }

    /** Looks on. */
    static class Looking implements GenerateWatch {
        final List<String> stages = new ArrayList<>();

        @Override
        public void stage(String what) {
            stages.add(what);
        }

        @Override
        public void progressed(Progress progress, int parts) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    /** Cancels the run when so many answers are there. */
    static final class CancelAfter extends Looking {
        private final int answers;
        private volatile boolean enough;

        CancelAfter(int answers) {
            this.answers = answers;
        }

        @Override
        public void progressed(Progress progress, int parts) {
            enough |= progress.answered() >= answers;
        }

        @Override
        public boolean cancelled() {
            return enough;
        }
    }
}
