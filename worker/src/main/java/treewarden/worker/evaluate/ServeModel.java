package treewarden.worker.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import treewarden.domain.Printable;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.TeacherConfig;

/** Serves a model folder on a port of this machine while it is asked. */
public final class ServeModel {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Between two looks at whether it answers. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final int LONGEST_LIST = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final ServeCommand command;
    private final Path logs;
    private final Clock clock;

    /** @param logs folder of the servers' logs, {@code NAME.log} each */
    public ServeModel(ServeCommand command, Path logs, Clock clock) {
        this.command = command;
        this.logs = logs;
        this.clock = clock;
    }

    /**
     * Starts the server, and returns when it answers.
     *
     * @param name that it is asked under, such as {@code candidate}: letters, digits, dots and dashes
     * @throws EvaluationException where it does not come up, with what it said last
     * @throws CancellationException once {@code cancelled} says so
     */
    public ServedModel serve(Path model, String name, BooleanSupplier cancelled) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a served model's name has letters, digits, dots and dashes");
        }
        if (!Files.isRegularFile(model.resolve("config.json"))) {
            throw new EvaluationException(
                    Printable.plain(model.toString()) + " holds no model: there is no config.json; train again");
        }
        int port = freePort();
        var process = ChildProcess.start(
                command.of(model.toAbsolutePath(), port, name), logs.resolve(name + ".log"), command.stop());
        try {
            var url = URI.create("http://127.0.0.1:" + port + "/v1");
            await(process, url, name, cancelled);
            var teacher = OpenAiTeacher.connect(
                    TeacherConfig.at(url, name)
                            .withConcurrency(command.concurrency())
                            .withDeadline(command.deadline()),
                    clock);
            return new ServedModel(name, url, teacher, command.contextTokens(), process);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void await(ChildProcess process, URI url, String name, BooleanSupplier cancelled) {
        var client = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(2))
                .callTimeout(Duration.ofSeconds(5))
                .followRedirects(false)
                .build();
        long start = System.nanoTime();
        while (!answers(client, url, name)) {
            if (process.ended(LOOK)) {
                throw new EvaluationException("the server of " + name + " ended with code " + process.exitCode()
                        + " before it answered; " + process.lastWords());
            }
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled while " + name + " was starting");
            }
            if (System.nanoTime() - start > command.startup().toNanos()) {
                throw new EvaluationException("the server of " + name + " did not answer within "
                        + command.startup().toSeconds() + " seconds; allow more, or look at why: "
                        + process.lastWords());
            }
        }
    }

    /** Whether it is there, and is ours: another program could have taken the port. */
    private static boolean answers(OkHttpClient client, URI url, String name) {
        var request = new Request.Builder().url(url + "/models").build();
        try (var response = client.newCall(request).execute()) {
            var bytes = response.body().byteStream().readNBytes(LONGEST_LIST);
            if (response.code() != 200) {
                return false;
            }
            for (var model : JSON.readTree(bytes).path("data")) {
                if (model.path("id").asText().equals(name)) {
                    return true;
                }
            }
            throw new EvaluationException("what answers at " + url + " does not serve " + name
                    + "; the serve command must pass {name} on, such as with --served-model-name");
        } catch (JsonProcessingException e) {
            throw new EvaluationException("what answers at " + url + "/models gives no JSON", e);
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EvaluationException("this machine has no free port", e);
        }
    }
}
