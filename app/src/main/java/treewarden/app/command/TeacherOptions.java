package treewarden.app.command;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import treewarden.domain.Secret;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.TeacherConfig;

/** The options of every command that asks a teacher. */
final class TeacherOptions {
    static final String API_KEY = "TREEWARDEN_TEACHER_API_KEY";

    @Option(
            names = "--teacher",
            required = true,
            paramLabel = "URL",
            description = "Base address of an OpenAI-compatible server, such as https://host/v1."
                    + " Its key, if it wants one, comes from the environment: " + API_KEY + ".")
    private URI url = URI.create("");

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model's name at that server.")
    private String model = "";

    @Option(
            names = "--pipeline",
            defaultValue = "full",
            paramLabel = "NAME|PATH",
            description = "full, simple, or a folder with pipelines of your own (default: ${DEFAULT-VALUE}).")
    private String pipeline = "full";

    @Option(
            names = "--plain-http",
            description = "Allow an http address of another machine: prompts and key cross the network in clear text.")
    private boolean plainHttp;

    OpenAiTeacher connect(Map<String, String> environment, Clock clock) {
        try {
            var config = TeacherConfig.at(url, model).withApiKey(apiKey(environment));
            return OpenAiTeacher.connect(plainHttp ? config.allowingPlainHttp() : config, clock);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    PipelineSet pipelines() {
        try {
            return PipelineSet.of(pipeline);
        } catch (PipelineException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Secret apiKey(Map<String, String> environment) {
        var key = environment.get(API_KEY);
        return key == null || key.isBlank() ? null : Secret.of(key);
    }
}
