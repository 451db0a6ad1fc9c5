package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.KeptOut;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.Withdrawal;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Artifacts;
import treewarden.store.JobContext;
import treewarden.store.JobId;
import treewarden.store.Transaction;

/** One stage of a release at work, with what those before it left in folders of its own. */
final class Bench {
    static final ReleaseId ID = new ReleaseId("release-20261123");
    static final String MODEL = "community/tiny-lab";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    final SettableClock clock = new SettableClock(NOON);
    final ReleaseFolders folders;
    final Artifacts artifacts;
    final List<String> progress = new ArrayList<>();
    KeptOut keptOut = KeptOut.NOTHING;
    private final List<StageOutput> outputs = new ArrayList<>();
    private final List<PlannedLeaf> leaves = new ArrayList<>();

    Bench(Path home) {
        this.folders = new ReleaseFolders(home.resolve("releases"));
        this.artifacts = Artifacts.in(home.resolve("artifacts"), 2 << 20);
    }

    /** The plan has a leaf with this text. */
    Bench leaf(String folder, LeafKind kind, String yaml) {
        var digest = artifacts.put(yaml.getBytes(StandardCharsets.UTF_8));
        leaves.add(new PlannedLeaf(folder + "/qna.yaml", kind, digest, Change.NEW, 12, "ada"));
        return this;
    }

    Bench planned() {
        var withdrawn = new Withdrawal("knowledge/arts", "its documents are not free", "grace", NOON);
        return left(
                ReleaseStage.PLAN,
                new Planned(new ReleasePlan(
                        new CommitId("c".repeat(40)),
                        null,
                        leaves,
                        List.of(),
                        List.of(withdrawn),
                        List.of(),
                        List.of())));
    }

    /** A stage left this; of the same report comes the same digest. */
    Bench left(ReleaseStage stage, StageReport report) {
        var input = outputs.isEmpty() ? null : outputs.get(outputs.size() - 1).digest();
        outputs.add(new StageOutput(stage, input, Digest.of(stage.slug()), report, stage.words() + " done", NOON));
        return this;
    }

    /** A file of a stage; its digest. */
    Digest file(ReleaseStage stage, String path, String content) {
        var file = folders.of(ID, stage).resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(content);
    }

    TreeMap<String, Digest> files(ReleaseStage stage, String... pathsAndContents) {
        var files = new TreeMap<String, Digest>();
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            var path = pathsAndContents[i];
            var below = stage == ReleaseStage.TRAIN ? TrainCandidate.MODEL + "/" + path : path;
            files.put(path, file(stage, below, pathsAndContents[i + 1]));
        }
        return files;
    }

    StageContext at(ReleaseStage stage) {
        var release = Release.start(ID, MODEL, 7, "grace", NOON).at(stage, NOON);
        var known = stage == ReleaseStage.PUBLISH ? release.out(NOON) : release;
        return new StageContext(new Job(stage), known, outputs, Set::of, () -> keptOut, other -> Map.of(), folders);
    }

    /** A job that nobody takes over. */
    private final class Job implements JobContext {
        private final ReleaseStage stage;

        Job(ReleaseStage stage) {
            this.stage = stage;
        }

        @Override
        public JobId id() {
            return new JobId(1);
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void progress(int done, int of, String what) {
            progress.add(what);
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void fence() {}

        @Override
        public void write(Consumer<Transaction> work) {
            // Books that say whether a release is out are those of CancelWhilePublishingTest.
            if (stage != ReleaseStage.PUBLISH) {
                throw new UnsupportedOperationException("a stage writes nothing before it ends");
            }
        }

        @Override
        public Clock clock() {
            return clock;
        }
    }
}
