package treewarden.bench.publish;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import treewarden.bench.goal.Goal;
import treewarden.worker.hub.HashFolder;

/**
 * A model of 10 GB in shards, published to the stand-in Hub; beside it the same bytes, hashed once and sent over loopback to a
 * process that hashes and drops them. Both ends of each are processes of their own, and no receiving end writes to disk.
 * Then a publish whose process is killed when half of it has come, and one that goes on from there.
 *
 * <p>Ours knows the digests that the training stage has left, as in a release, and holds the files against them while they
 * are sent; so both sides hash each byte once. A folder of which nothing is known is measured too: it is hashed, then sent.
 *
 * <p>The order is peer, ours, ours, peer, and the peer's two runs are averaged. The receiving ends are warm: each has
 * received a shorter model before. Times are taken inside the sending processes, so that the start of Java counts for
 * neither; its warming up does, for both.
 *
 * <p>Arguments: an empty folder; bytes of the model, and of a shard, where they are others.
 */
public final class MeasurePublish {
    private static final long BYTES = 10_000_000_000L;

    /** As the trainer writes them. */
    private static final long SHARD = 5_000_000_000L;

    private static final long PART = 64L << 20;

    /** Of the speed at which the same bytes are hashed once and sent. */
    private static final double LEAST_RATIO = 0.8;

    private static final long MOST_HEAP = 256L << 20;

    /** Half of what is allowed. */
    private static final int HEAP = 128;

    private static final int OTHERS = 256;
    private static final long LOOK_NANOS = 5_000_000;

    /** What the receiving ends are warmed up with. */
    private static final long WARM = 1_000_000_000L;

    private final Path folder;
    private final Path model;
    private final Path warm;
    private final Path sums;

    private MeasurePublish(Path folder) {
        this.folder = folder;
        this.model = folder.resolve("model");
        this.warm = folder.resolve("warm");
        this.sums = folder.resolve("sums");
    }

    private record Took(double seconds, long heap, long live) {}

    /**
     * @param received bytes that had come when the process was killed
     * @param again bytes that came twice
     */
    private record Resumed(long received, long again, double seconds) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long bytes = arguments.length > 1 ? Long.parseLong(arguments[1].replace("_", "")) : BYTES;
        long shard = arguments.length > 2 ? Long.parseLong(arguments[2].replace("_", "")) : SHARD;
        new MeasurePublish(Path.of(arguments[0]).toAbsolutePath()).run(bytes, shard);
    }

    private void run(long bytes, long shard) throws IOException, InterruptedException {
        long room = Files.getFileStore(folder).getUsableSpace();
        if (room < bytes + bytes / 10 + WARM) {
            System.err.printf(
                    Locale.ROOT,
                    "%s has room for %,d bytes, and the model has %,d; name a smaller size, such as bench/run publish %d%n",
                    folder,
                    room,
                    bytes,
                    room / 2);
            System.exit(1);
        }
        WriteShards.write(warm, WARM, WARM);
        WriteShards.write(model, bytes, shard);
        long all = leaveDigests();
        var peerBefore = peer();
        var ours = ours(sums);
        var unknown = ours(null);
        var peerAfter = peer();
        var resumed = killedHalfway(all);
        var peer = (peerBefore + peerAfter) / 2;
        var goals = List.of(
                Goal.atLeast(LEAST_RATIO, "ratio", peer / ours.seconds()),
                Goal.atMost(MOST_HEAP, "bytes", "heap", Math.max(ours.heap(), unknown.heap())),
                Goal.atMost(PART, "bytes", "sent again", resumed.again()));
        print(all, shard, peer, ours, unknown, resumed, goals);
        Goal.endWhereMissed(goals);
    }

    /** What the training stage has in its output; it also brings the files into memory, if they fit. */
    private long leaveDigests() throws IOException {
        var lines = new ArrayList<String>();
        long all = 0;
        for (var file : HashFolder.manifest(model).files().values()) {
            lines.add(file.sha256() + "  " + file.path());
            all += file.size();
        }
        Files.write(sums, lines);
        return all;
    }

    private double peer() throws IOException, InterruptedException {
        try (var end = Child.start(HashAndDrop.class, OTHERS)) {
            var port = end.line();
            try (var sender = Child.start(HashAndSend.class, HEAP, warm, port)) {
                sender.line();
            }
            try (var sender = Child.start(HashAndSend.class, HEAP, model, port)) {
                return Double.parseDouble(sender.line());
            }
        }
    }

    private Took ours(@Nullable Path known) throws IOException, InterruptedException {
        try (var hub = hub(Redirect.INHERIT)) {
            var url = hub.line();
            var journal = Files.createTempDirectory(folder, "journal");
            try (var publish = Child.start(PublishModel.class, HEAP, "community/warm", warm, url, journal)) {
                publish.line();
            }
            try (var publish = publish(url, journal, known)) {
                return took(publish);
            }
        }
    }

    private Resumed killedHalfway(long all) throws IOException, InterruptedException {
        var journal = Files.createTempDirectory(folder, "journal");
        // It complains of the connection that is cut.
        try (var hub = hub(Redirect.DISCARD)) {
            var url = hub.line();
            long received = 0;
            try (var first = publish(url, journal, sums)) {
                while (received < all / 2 && first.isAlive()) {
                    LockSupport.parkNanos(LOOK_NANOS);
                    received = Long.parseLong(hub.ask());
                }
                first.kill();
            }
            try (var second = publish(url, journal, sums)) {
                var took = took(second);
                // What is short enough for git goes with the commit, and is not counted there.
                long large = all - Files.size(model.resolve("config.json"));
                return new Resumed(received, Long.parseLong(hub.ask()) - large, took.seconds());
            }
        }
    }

    private Child hub(Redirect errors) throws IOException {
        return Child.start(errors, ServeHub.class, OTHERS, Files.createTempDirectory(folder, "hub"), PART);
    }

    private Child publish(String url, Path journal, @Nullable Path known) throws IOException {
        return known == null
                ? Child.start(PublishModel.class, HEAP, "community/bench", model, url, journal)
                : Child.start(PublishModel.class, HEAP, "community/bench", model, url, journal, known);
    }

    private static Took took(Child publish) throws IOException {
        var words = List.of(publish.line().split(" "));
        return new Took(Double.parseDouble(words.get(0)), Long.parseLong(words.get(1)), Long.parseLong(words.get(2)));
    }

    private static void print(
            long all, long shard, double peer, Took ours, Took unknown, Resumed resumed, List<Goal> goals) {
        System.out.printf(
                Locale.ROOT,
                "publish: %,d bytes in shards of %,d and parts of %,d, to the stand-in Hub in another process%n%n",
                all,
                shard,
                PART);
        line("hashed once and sent to a process that hashes", peer, all);
        line("Treewarden", ours.seconds(), all);
        line("Treewarden, digests not known before", unknown.seconds(), all);
        System.out.printf(Locale.ROOT, "  %-52s %10.2f%n", "ratio", peer / ours.seconds());
        System.out.printf(Locale.ROOT, "  %-52s %10.2f%n", "ratio, digests not known before", peer / unknown.seconds());
        System.out.printf(
                Locale.ROOT, "  %-52s %7d MiB of at most %d%n", "heap, peak with garbage", ours.heap() >> 20, HEAP);
        System.out.printf(Locale.ROOT, "  %-52s %7d MiB%n", "heap, left by a collection", ours.live() >> 20);
        System.out.printf(
                Locale.ROOT,
                "  %-52s %,d%n  %-52s %,d, of a part of %,d%n%n",
                "killed (kill -9) after bytes",
                resumed.received(),
                "bytes sent again by the next process",
                resumed.again(),
                PART);
        Goal.print(goals);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\": \"publish\", \"ours\": %.0f, \"peer\": %.0f, \"ratio\": %.2f, \"unit\": \"MB/s\", \"bytes\": %d,"
                        + " \"ratio_unknown\": %.2f, \"heap_peak\": %d, \"heap_max\": %d, \"killed_after\": %d,"
                        + " \"sent_again\": %d, \"part\": %d}%n",
                all / ours.seconds() / 1e6,
                all / peer / 1e6,
                peer / ours.seconds(),
                all,
                peer / unknown.seconds(),
                ours.heap(),
                (long) HEAP << 20,
                resumed.received(),
                resumed.again(),
                PART);
    }

    private static void line(String what, double seconds, long bytes) {
        System.out.printf(Locale.ROOT, "  %-52s %,10.0f MB/s %8.1f s%n", what, bytes / seconds / 1e6, seconds);
    }
}
