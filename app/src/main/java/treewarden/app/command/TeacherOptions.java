package treewarden.app.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import treewarden.app.sdg.CacheSettings;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.Language;
import treewarden.domain.Secret;
import treewarden.sdg.engine.Hedging;
import treewarden.sdg.teacher.TeacherConfig.PlainHttp;
import treewarden.sdg.teacher.TeacherConfig.Structured;

/** The options of every command that asks a teacher. */
final class TeacherOptions {
    static final String API_KEY = "TREEWARDEN_TEACHER_API_KEY";

    @Option(
            names = "--teacher",
            required = true,
            paramLabel = "URL",
            description = "Base address of an OpenAI-compatible server, such as https://host/v1; several servers of one"
                    + " model by repeating it. Its key, if it wants one, comes from the environment: " + API_KEY + ".")
    private List<URI> urls = new ArrayList<>();

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model's name at that server.")
    private String model = "";

    @Option(
            names = "--pipeline",
            defaultValue = "full",
            paramLabel = "NAME|PATH",
            description =
                    "full, simple (no judges), the name of a set in a data folder of InstructLab, or a folder or file"
                            + " with pipelines of your own (default: ${DEFAULT-VALUE}).")
    private String pipeline = "full";

    @Option(
            names = "--language",
            defaultValue = "en",
            paramLabel = "CODE",
            description =
                    "Language of the data and of our prompts, en or de; others with pipelines of your own (default:"
                            + " ${DEFAULT-VALUE}).")
    private String language = "en";

    @Option(
            names = "--concurrency",
            defaultValue = "16",
            paramLabel = "N",
            description =
                    "Requests in flight at once at each server, at most: its slots, or what it batches well (default:"
                            + " ${DEFAULT-VALUE}).")
    private int concurrency = 16;

    @Option(
            names = "--timeout",
            defaultValue = "120",
            paramLabel = "SECONDS",
            description = "For one request, to the last byte of its answer (default: ${DEFAULT-VALUE}).")
    private int timeout = 120;

    @Option(
            names = "--context",
            defaultValue = "16384",
            paramLabel = "TOKENS",
            description = "What the teacher can read and write in one request; longer prompts are named and not sent"
                    + " (default: ${DEFAULT-VALUE}).")
    private int context = 16_384;

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description =
                    "The teacher's tokenizer.json, to count its tokens; else they are about characters over four.")
    private @Nullable Path tokenizer;

    @Option(
            names = "--structured",
            description = "The server offers structured output (JSON schema): judges are asked to answer in it.")
    private boolean structured;

    @Option(
            names = "--hedge",
            description =
                    "When slots are free and no question waits, send the slowest requests a second time and take the"
                            + " answer that comes first: a run ends sooner, for some more tokens.")
    private boolean hedge;

    @Option(
            names = "--plain-http",
            description = "Allow an http address of another machine: prompts and key cross the network in clear text.")
    private boolean plainHttp;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where answers, finished leaves and documents are kept, so that nothing is asked twice"
                    + " (default: treewarden in $XDG_CACHE_HOME or ~/.cache).")
    private @Nullable Path cache;

    TeacherSettings settings(Map<String, String> environment) {
        require(concurrency >= 1 && concurrency <= 4096, "--concurrency must be from 1 to 4096");
        require(timeout >= 1 && timeout <= 3600, "--timeout must be from 1 to 3600 seconds");
        require(context >= 256, "--context must be at least 256 tokens");
        return new TeacherSettings(
                urls,
                model,
                apiKey(environment),
                pipeline,
                language(),
                concurrency,
                Duration.ofSeconds(timeout),
                context,
                tokenizer,
                structured ? Structured.OFFERED : Structured.NOT_OFFERED,
                plainHttp ? PlainHttp.ALLOWED : PlainHttp.REFUSED,
                hedge ? Hedging.WHEN_IDLE : Hedging.NEVER);
    }

    private Language language() {
        try {
            return Language.of(language);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage("--language: " + e.getMessage());
        }
    }

    CacheSettings cache(Map<String, String> environment) {
        return new CacheSettings(cache == null ? cacheOf(environment) : cache, CacheSettings.USUAL_BYTES);
    }

    /** By the XDG base directory specification. */
    private static Path cacheOf(Map<String, String> environment) {
        var xdg = environment.get("XDG_CACHE_HOME");
        var base = xdg == null || !Path.of(xdg).isAbsolute()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(xdg);
        return base.resolve("treewarden");
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw CommandFailed.usage(otherwise);
        }
    }

    private static @Nullable Secret apiKey(Map<String, String> environment) {
        var key = environment.get(API_KEY);
        return key == null || key.isBlank() ? null : Secret.of(key);
    }
}
