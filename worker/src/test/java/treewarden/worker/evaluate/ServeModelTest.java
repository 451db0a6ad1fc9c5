package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;
import treewarden.worker.ChildEnvironment;

/** A model's server from its start to its end, with programs that behave and such that do not. */
@Timeout(600)
class ServeModelTest {
    /** Answers /v1/models and chat with its own environment and arguments; starts a child as servers do. */
    private static final String SERVER = """
            import http.server, json, os, subprocess, sys
            model, port, name = sys.argv[1:4]
            child = subprocess.Popen(["sleep", "600"])
            open(model + "/child", "w").write(str(child.pid))
            class Handler(http.server.BaseHTTPRequestHandler):
                def say(self, body):
                    data = json.dumps(body).encode()
                    self.send_response(200); self.send_header("Content-Length", str(len(data))); self.end_headers()
                    self.wfile.write(data)
                def do_GET(self): self.say({"data": [{"id": name}]})
                def do_POST(self):
                    self.rfile.read(int(self.headers["Content-Length"]))
                    said = json.dumps({"names": sorted(os.environ), "folder": model})
                    self.say({"model": name, "choices": [{"message": {"content": said}, "finish_reason": "stop"}]})
                def log_message(self, *args): pass
            http.server.HTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
            """;

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void aModel() throws IOException {
        model = Files.createDirectories(folder.resolve("a model; with $odd `name`"));
        Files.writeString(model.resolve("config.json"), "{}");
    }

    @Test
    void itIsAskedWhileItIsOpenAndGoneWithAllItStartedAfterwards() throws Exception {
        var served = python(SERVER).serve(model, "candidate", () -> false);
        long child = Long.parseLong(Files.readString(model.resolve("child")));

        var said = served.student()
                .model()
                .ask(new Ask(new Prompt("", "hello"), new Sampling(0, 16, null, Map.of())))
                .get(30, TimeUnit.SECONDS);

        assertThat(said.model()).isEqualTo("candidate");
        assertThat(said.text()).contains("a model; with $odd `name`");
        assertThat(said.text())
                .contains("HF_HUB_OFFLINE", "PATH")
                .doesNotContain("JAVA", "\"HF_TOKEN\"", "API_KEY", "MAVEN");
        assertThat(ProcessHandle.of(child)).isPresent();
        served.close();
        assertThat(ended(served.pid())).isTrue();
        assertThat(ended(child)).isTrue();
    }

    @Test
    void oneThatDoesNotWantToEndIsEnded() {
        var stubborn = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVER;
        var served = python(stubborn).serve(model, "candidate", () -> false);

        served.close();

        assertThat(ended(served.pid())).isTrue();
    }

    @Test
    void oneThatDiesSaysWhy() {
        var dying = "import sys\nprint('reading weights')\nsys.exit('CUDA out of memory, sorry')";

        assertThatThrownBy(() -> python(dying).serve(model, "candidate", () -> false))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("the server of candidate ended with code 1")
                .hasMessageContaining("CUDA out of memory, sorry");
    }

    @Test
    void oneThatDoesNotComeUpInTimeIsEndedAndSaysHowFarItWas() {
        var slow = "import time\nprint('reading shard 1 of 80', flush=True)\ntime.sleep(600)";

        assertThatThrownBy(() -> python(slow, Duration.ofSeconds(10)).serve(model, "candidate", () -> false))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("did not answer within 10 seconds")
                .hasMessageContaining("reading shard 1 of 80");
    }

    @Test
    void oneThatServesSomethingElseIsToldApart() {
        var other = SERVER.replace("{\"id\": name}", "{\"id\": \"other\"}");

        assertThatThrownBy(() -> python(other).serve(model, "candidate", () -> false))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("does not serve candidate", "--served-model-name");
    }

    @Test
    void whoeverCancelsDoesNotWaitForTheModel() {
        assertThatThrownBy(() -> python("import time\ntime.sleep(600)").serve(model, "candidate", () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        var command = new ServeCommand(
                List.of("no-such-server", "{model}", "{port}", "{name}"),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                4_096,
                1,
                Duration.ofSeconds(5));

        assertThatThrownBy(
                        () -> new ServeModel(command, folder, Clock.systemUTC()).serve(model, "candidate", () -> false))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("ended with code 127")
                .hasMessageContaining("no-such-server");
    }

    @Test
    void aFolderWithoutAModelIsNotServed() {
        assertThatThrownBy(() -> python(SERVER).serve(folder.resolve("none"), "candidate", () -> false))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("holds no model");
    }

    @Test
    void aCommandWithoutItsPlacesIsRefused() {
        assertThatThrownBy(() -> new ServeCommand(
                        List.of("vllm", "serve", "{model}", "--port", "{port}"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        1,
                        Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must hold {name}");
    }

    @Test
    void noSecretGoesIntoTheEnvironmentOfAServer() {
        var given = ChildEnvironment.of(Map.of(
                "PATH", "/bin",
                "HF_TOKEN", "hf_x",
                "TREEWARDEN_HUB_TOKEN", "x",
                "CUDA_VISIBLE_DEVICES", "0",
                "CUDA_SECRET_KEY", "x",
                "TRUST_REMOTE_CODE", "1",
                "AWS_SECRET_ACCESS_KEY", "x"));

        assertThat(given)
                .containsEntry("PATH", "/bin")
                .containsEntry("CUDA_VISIBLE_DEVICES", "0")
                .containsEntry("HF_HUB_OFFLINE", "1")
                .doesNotContainKeys(
                        "HF_TOKEN",
                        "TREEWARDEN_HUB_TOKEN",
                        "CUDA_SECRET_KEY",
                        "TRUST_REMOTE_CODE",
                        "AWS_SECRET_ACCESS_KEY");
    }

    private ServeModel python(String program) {
        return python(program, Duration.ofSeconds(60));
    }

    private ServeModel python(String program, Duration startup) {
        assumeTrue(hasPython(), "python3 is not installed here");
        var command = new ServeCommand(
                List.of("python3", "-c", program, "{model}", "{port}", "{name}"),
                startup,
                Duration.ofSeconds(1),
                4_096,
                1,
                Duration.ofSeconds(20));
        return new ServeModel(command, folder.resolve("logs"), Clock.systemUTC());
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Gone, or about to be. */
    private static boolean ended(long pid) {
        var process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return true;
        }
        try {
            process.get().onExit().get(20, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
