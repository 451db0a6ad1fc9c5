package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.teacher.Latency;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/** {@code generate} in a process of its own, which is killed, or whose disk is full, and run again. */
class KillGenerateTest {
    private static final int SLOTS = 8;

    @TempDir
    Path folder;

    private final Random random = new Random(20_261_122);
    private StandInTeacher teacher;
    private Taxonomies taxonomy;

    @BeforeEach
    void start() {
        teacher = StandInTeacher.start(TeacherOptions.defaults());
        taxonomy = new Taxonomies(folder, teacher);
        taxonomy.skill("anchor");
        taxonomy.knowledge("sheepfold");
    }

    @AfterEach
    void stop() {
        teacher.close();
    }

    private AnotherProcess generate(String out, Object... more) {
        return AnotherProcess.start(log(), Map.of(), taxonomy.generate(out, more));
    }

    private Path log() {
        return folder.resolve("generate.log");
    }

    @Test
    void killedInTheMiddleItGoesOnAndWritesTheSameBytes() {
        var settings = new Object[] {"--pipeline", "full", "--name", "data", "--concurrency", SLOTS};
        // So slow that there is a middle.
        teacher.latency(Latency.logNormal(Duration.ofMillis(20), 0.6, 1));
        for (int kill = 1; kill <= 2; kill++) {
            int enough = teacher.load().requests() + 20 + random.nextInt(30);
            var running = generate("out", settings);
            eventually(() -> {
                assertThat(running.isAlive()).as(running.output()).isTrue();
                assertThat(teacher.load().requests()).isGreaterThan(enough);
            });
            running.kill();
            assertThat(taxonomy.files("out")).isEmpty();
        }
        teacher.latency(Latency.none());

        assertThat(taxonomy.run("out", settings).exitCode()).isZero();
        int asked = teacher.load().requests();
        teacher.reset();
        taxonomy.run("undisturbed", Taxonomies.with(settings, "--cache", folder.resolve("cache elsewhere")));

        assertThat(taxonomy.files("out")).isEqualTo(taxonomy.files("undisturbed"));
        int needed = teacher.load().requests();
        assertThat(asked).isBetween(needed, needed + 2 * SLOTS);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereTheAnswersHaveNoRoomItSaysSo() {
        var cramped = AnotherProcess.startCramped(24, log(), taxonomy.generate("out"));

        assertThat(cramped.exitCode()).as(cramped.output()).isEqualTo(1);
        assertThat(cramped.output()).contains("the disk is full", "make room", "run");
        theNextRunCompletes();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereTheRowsHaveNoRoomItSaysSoAndLeavesNoneBehind() throws IOException {
        taxonomy.run("elsewhere");
        teacher.reset();
        int room = largest(folder.resolve("cache/leaves")) / 2;
        Files.move(folder.resolve("cache/leaves"), folder.resolve("leaves of before"));

        var cramped = AnotherProcess.startCramped(room, log(), taxonomy.generate("out"));

        assertThat(cramped.exitCode()).as(cramped.output()).isEqualTo(1);
        assertThat(cramped.output()).contains("kept.jsonl cannot be written", "see that the disk has room");
        theNextRunCompletes();
        assertThat(teacher.load().requests()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereTheFilesHaveNoRoomItSaysSoAndPublishesNothing() throws IOException {
        taxonomy.run("elsewhere");
        teacher.reset();

        var cramped =
                AnotherProcess.startCramped(largest(taxonomy.out("elsewhere")) - 1, log(), taxonomy.generate("out"));

        assertThat(cramped.exitCode()).as(cramped.output()).isEqualTo(1);
        assertThat(cramped.output()).contains(taxonomy.out("out").toString(), "make room");
        theNextRunCompletes();
        assertThat(teacher.load().requests()).isZero();
    }

    /** The size of the largest file in a folder, in whole kilobytes. */
    private static int largest(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return (int) (files.mapToLong(file -> file.toFile().length()).max().orElseThrow() / 1024);
        }
    }

    private void theNextRunCompletes() {
        assertThat(folder.resolve("generate.log")).content().doesNotContain("should not have happened");
        assertThat(taxonomy.files("out")).isEmpty();
        assertThat(folder.resolve("cache/leaves")).isDirectoryNotContaining("glob:**/{writing,aside}-*");
        assertThat(taxonomy.run("out").exitCode()).isZero();
        assertThat(taxonomy.files("out")).containsKey("report.json");
    }

    @Test
    void anotherProcessHasTheFolder() {
        teacher.hold();
        var running = generate("out");
        eventually(() -> assertThat(teacher.asked()).isNotEmpty());

        var second = taxonomy.run("out");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err())
                .contains("in use by another run; wait for it, or name another folder")
                .hasLineCount(1);
        teacher.release();
        assertThat(running.exitCode()).as(running.output()).isZero();
        assertThat(taxonomy.files("out")).containsKey("report.json");
    }

    @Test
    void toldToStopItEndsSoonAndInOrder() {
        teacher.hold();
        var running = generate("out");
        eventually(() -> assertThat(teacher.asked()).isNotEmpty());

        running.terminate();

        assertThat(taxonomy.files("out")).isEmpty();
        teacher.release();
        assertThat(taxonomy.run("out").exitCode()).isZero();
    }
}
