package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.release.ready.Looked.State;
import treewarden.domain.Capability;

/** A machine with a stand-in for everything outside; each test takes one thing away. */
class CheckBeforeReleaseTest {
    @TempDir
    Path folder;

    private ReadyMachine machine;

    @BeforeEach
    void open() throws IOException {
        machine = ReadyMachine.in(folder);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void aMachineWithEverythingIsReady() throws IOException {
        var regression =
                Files.writeString(machine.path("regression.jsonl"), "{\"question\": \"2 + 2?\", \"answer\": \"4\"}\n");
        machine.program("lm_eval", "");
        machine.program("convert", "");
        machine.set("evaluation", """
                {regression-set: %s, benchmarks: {command: [lm_eval, "{output}"]}}""".formatted(regression));
        machine.set("gguf", "{command: [convert, \"{model}\", \"{output}\"]}");
        machine.set("served", "{url: \"" + machine.teacher() + "\", model: \"{release}\"}");

        assertThat(machine.look())
                .allSatisfy(one -> assertThat(one.state()).as(one.words()).isEqualTo(State.READY))
                .extracting(Looked::what)
                .containsExactly(
                        "teacher",
                        "disk",
                        "base model",
                        "trainer",
                        "server",
                        "benchmarks",
                        "regression",
                        "Hub",
                        "token",
                        "converter",
                        "served");
        assertThat(machine.words("regression")).startsWith("1 questions in ");
        assertThat(machine.words("Hub")).isEqualTo("as ada; community/model is there");
    }

    @Test
    void eachProgramThatIsMissingIsNamedWithItsKey() throws IOException {
        Files.delete(machine.path("bin/vllm"));
        machine.set("evaluation", "{benchmarks: {command: [lm_eval, \"{output}\"]}}");
        machine.set("gguf", "{command: [sh, /nowhere/convert.py, \"{model}\", \"{output}\"]}");
        machine.program("sh", "");

        assertThat(machine.notReady())
                .containsEntry(
                        "server",
                        "there is no program \"vllm\" here to serve models with; name one in"
                                + " `releases.evaluation.serve`")
                .containsEntry(
                        "benchmarks",
                        "there is no program \"lm_eval\" here to measure models with; name one in"
                                + " `releases.evaluation.benchmarks.command`")
                .containsEntry(
                        "converter",
                        "there is no file \"/nowhere/convert.py\" here to convert the model with;"
                                + " name one in `releases.gguf.command`")
                .hasSize(3);
    }

    @Test
    void withoutARegressionSetItIsSaidThatForgettingIsNotChecked() throws IOException {
        assertThat(machine.state("regression")).isEqualTo(State.REMARK);
        assertThat(machine.words("regression"))
                .isEqualTo("no regression set: forgetting is not checked; set `releases.evaluation.regression-set`");
        assertThat(machine.notReady()).isEmpty();
    }

    @Test
    void aRegressionSetThatCannotBeReadIsNotReady() throws IOException {
        machine.set("evaluation", "{regression-set: " + machine.path("set.jsonl") + "}");
        assertThat(machine.notReady().get("regression"))
                .contains("there is no file")
                .contains("set.jsonl");

        Files.writeString(machine.path("set.jsonl"), "{\"question\": \"2 + 2?\"}\n");
        assertThat(machine.notReady().get("regression")).contains("set.jsonl:1: a line needs a question and an answer");
    }

    @Test
    void whatIsServedLaterIsNeverInTheWay() throws IOException {
        machine.set("served", "{url: \"http://127.0.0.1:1/v1\", model: \"{release}\"}");

        assertThat(machine.state("served")).isEqualTo(State.REMARK);
        assertThat(machine.notReady()).isEmpty();
    }

    @Test
    void whatBelongsToOtherMachinesIsNotInTheWayHere() throws IOException {
        machine.here(EnumSet.of(Capability.TEACHER));
        machine.others(EnumSet.of(Capability.GPU));
        machine.token("");
        Files.delete(machine.path("bin/vllm"));
        Files.delete(machine.path("bin/python"));

        assertThat(machine.notReady()).isEmpty();
        assertThat(machine.state("Hub")).isEqualTo(State.ELSEWHERE);
        assertThat(machine.words("Hub"))
                .isEqualTo("TREEWARDEN_HUB_TOKEN is not set; whoever publishes needs it; it is for a worker with"
                        + " `publish`, and none runs now: start one. `treewarden worker --check --capabilities publish`"
                        + " looks at it on that machine");
        assertThat(machine.words("server")).contains("it is for a worker with `gpu`, and one runs now");
        assertThat(machine.state("trainer")).isEqualTo(State.ELSEWHERE);
    }

    @Test
    void aWorkerLooksAtWhatItNeedsAlone() throws IOException {
        machine.here(EnumSet.of(Capability.PUBLISH));

        assertThat(machine.lookHere()).extracting(Looked::what).containsExactly("disk", "Hub", "token");
    }

    @Test
    void withoutATeacherNothingIsReady() throws IOException {
        machine.stopTheTeacher();

        assertThat(machine.notReady().get("teacher")).contains("does not answer");
    }
}
