package treewarden.app.release;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import treewarden.app.online.CheckOnline;
import treewarden.app.online.Seen;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.Printable;
import treewarden.store.Database;
import treewarden.worker.ChildEnvironment;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubException;
import treewarden.worker.hub.HubRepo;

/**
 * Looks at all that a release will need, before a single request of the teacher is paid for: the base model, the room on the
 * disk, the trainer, the Hub and its token.
 */
public final class CheckBeforeRelease {
    /** Weights, gradients' moments and two checkpoints beside the model itself. */
    private static final int TIMES_THE_MODEL = 8;

    private static final long TRAINER_SECONDS = 60;

    private final ReleaseSettings settings;
    private final @Nullable TeacherSettings teacher;
    private final Database database;

    /** @param teacher writes the data and judges; null where none is configured on this machine */
    public CheckBeforeRelease(ReleaseSettings settings, @Nullable TeacherSettings teacher, Database database) {
        this.settings = settings;
        this.teacher = teacher;
        this.database = database;
    }

    /** Something that was looked at; good or not, in words that say what to do. */
    public record Looked(String what, boolean good, String words) {}

    public List<Looked> look() {
        var looked = new ArrayList<Looked>();
        looked.add(baseModel());
        looked.add(disk());
        looked.addAll(teacher());
        if (settings.launch() instanceof ReleaseSettings.Launch.Local local) {
            looked.add(trainer(local.trainer().python()));
            looked.add(server(settings.evaluation().serve().argv().get(0)));
        }
        looked.add(hub());
        return looked;
    }

    private Looked baseModel() {
        var folder = settings.recipe().base().folder();
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            return new Looked(
                    "base model",
                    false,
                    folder + " holds no config.json; name the model's folder in" + " `releases.base-model`");
        }
        try (var files = Files.list(folder)) {
            var names = files.map(path -> path.getFileName().toString()).toList();
            if (names.stream()
                    .anyMatch(name -> name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pkl"))) {
                return new Looked(
                        "base model",
                        false,
                        folder + " holds pickles, which can run code; convert it to"
                                + " safetensors and take them out");
            }
            return names.stream().anyMatch(name -> name.endsWith(".safetensors"))
                    ? new Looked(
                            "base model", true, String.format(Locale.ROOT, "%s, %.1f GB", folder, size(folder) / 1e9))
                    : new Looked("base model", false, folder + " holds no safetensors");
        } catch (IOException e) {
            return new Looked("base model", false, folder + " cannot be read: " + e.getMessage());
        }
    }

    private Looked disk() {
        try {
            Files.createDirectories(settings.folder());
            long free = Files.getFileStore(settings.folder()).getUsableSpace();
            long wanted = TIMES_THE_MODEL * size(settings.recipe().base().folder());
            var words = String.format(
                    Locale.ROOT, "%.1f GB free in %s, about %.1f wanted", free / 1e9, settings.folder(), wanted / 1e9);
            return new Looked("disk", free >= wanted, free >= wanted ? words : words + "; make room there");
        } catch (IOException e) {
            return new Looked("disk", false, settings.folder() + " cannot be used: " + e.getMessage());
        }
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            long sum = 0;
            for (var file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private List<Looked> teacher() {
        if (teacher == null) {
            return List.of(new Looked(
                    "teacher", false, "no `teacher` is configured here; it writes the data, and judges the candidate"));
        }
        return CheckOnline.teacher(teacher, new OkHttpClient()).stream()
                .map(seen -> new Looked("teacher", seen.mark() != Seen.Mark.PROBLEM, seen.words()))
                .toList();
    }

    /** The program that serves the models which are examined. */
    private static Looked server(String program) {
        boolean isThere = program.contains(File.separator)
                ? Files.isExecutable(Path.of(program))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        return new Looked(
                "server",
                isThere,
                isThere
                        ? program
                        : "there is no program " + Printable.quoted(program)
                                + " here to serve models with; name one in `releases.evaluation.serve`");
    }

    private static Looked trainer(String python) {
        var words = python + " -m treewarden_trainer";
        try {
            var builder = new ProcessBuilder(python, "-c", "import treewarden_trainer")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            ChildEnvironment.limit(builder);
            var process = builder.start();
            try {
                boolean ended = process.waitFor(TRAINER_SECONDS, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0
                        ? new Looked("trainer", true, words)
                        : new Looked(
                                "trainer",
                                false,
                                words + " cannot be run; `pip install ./trainer` there, and name that"
                                        + " Python in `releases.trainer.python`");
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return new Looked(
                    "trainer",
                    false,
                    "there is no program " + Printable.quoted(python)
                            + "; name the trainer's Python in `releases.trainer.python`");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Looked("trainer", false, "interrupted");
        }
    }

    private Looked hub() {
        var token = settings.hub().token();
        if (token == null) {
            return new Looked(
                    "Hub",
                    false,
                    "TREEWARDEN_HUB_TOKEN is not set on this machine; the worker that publishes" + " needs it");
        }
        var config =
                HubConfig.of(settings.hub().endpoint(), token, settings.folder().resolve("hub-journal"));
        try (var hub = Hub.connect(config, database.clock())) {
            var who = hub.whoAmI();
            var there = hub.find(HubRepo.model(settings.model())).isPresent();
            return new Looked(
                    "Hub",
                    true,
                    "as " + Printable.plain(who) + "; " + settings.model() + (there ? " is there" : " will be made"));
        } catch (HubException e) {
            return new Looked("Hub", false, String.valueOf(e.getMessage()));
        }
    }
}
