package treewarden.sdg.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Other processes write to the folder, and are killed while they do. */
class RequestLogProcessesTest {
    @TempDir
    Path folder;

    private final Random random = new Random(21);

    @Test
    void aKilledProcessLosesNothingThatItKept() throws Exception {
        var kept = new HashSet<Integer>();
        for (int round = 0; round < 4; round++) {
            int first = 100_000 * round;
            killAfter(50 + random.nextInt(2_000), OtherProcess.start("", folder, first, 90_000), kept);
        }

        try (var log = RequestLog.open(folder, CacheLimits.USUAL)) {
            assertThat(kept).hasSizeGreaterThan(200);
            assertThat(log.entries()).isGreaterThanOrEqualTo(kept.size());
            assertThat(kept)
                    .allSatisfy(number -> assertThat(log.find(Kept.key(number)))
                            .contains(Kept.answer(number).cached()));
        }
        assertThat(new Segments(folder).list())
                .as("each goes on where the killed one stopped")
                .hasSize(1);
    }

    private static void killAfter(int lines, Process process, Set<Integer> kept) throws Exception {
        try (var said = OtherProcess.reader(process)) {
            for (int i = 0; i < lines; i++) {
                note(OtherProcess.line(said), kept);
            }
            // SIGKILL. What it had said by then still stands in the pipe; the last line may be cut off.
            process.toHandle().destroyForcibly();
            process.waitFor();
            said.lines().forEach(line -> note(line, kept));
        }
    }

    private static void note(String line, Set<Integer> kept) {
        if (line.endsWith(".")) {
            kept.add(Integer.parseInt(line.substring(0, line.length() - 1)));
        }
    }

    @Test
    void severalProcessesShareAFolder() throws Exception {
        var one = OtherProcess.start("", folder, 0, 500);
        var other = OtherProcess.start("", folder, 250, 500);
        try (var saidByOne = OtherProcess.reader(one);
                var saidByOther = OtherProcess.reader(other);
                var early = RequestLog.open(folder, CacheLimits.USUAL)) {
            early.keep(Kept.key(10_000), Kept.answer(10_000));
            awaitDone(saidByOne);
            awaitDone(saidByOther);

            // Both are alive and hold their files; ours is the third.
            early.keep(Kept.key(10_001), Kept.answer(10_001));
            assertThat(new Segments(folder).list()).hasSize(3);
            try (var late = RequestLog.open(folder, CacheLimits.USUAL)) {
                assertThat(late.entries()).isEqualTo(752);
                late.keep(Kept.key(10_002), Kept.answer(10_002));
            }
        } finally {
            one.getOutputStream().close();
            other.getOutputStream().close();
            one.waitFor();
            other.waitFor();
        }
        try (var log = RequestLog.open(folder, CacheLimits.USUAL)) {
            assertThat(log.entries()).isEqualTo(753);
        }
    }

    private static void awaitDone(java.io.BufferedReader said) throws java.io.IOException {
        while (!OtherProcess.line(said).equals("done")) {
            continue;
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessWithoutRoomSaysSoAndTheNextGoesOn() throws Exception {
        int kept = 0;
        // No file may get longer than 64 blocks of half a kilobyte.
        var cramped = OtherProcess.start("ulimit -f 64; ", folder, 0, 100_000);
        try (var said = OtherProcess.reader(cramped)) {
            var line = OtherProcess.line(said);
            while (line.endsWith(".") && !line.startsWith("full")) {
                kept++;
                line = OtherProcess.line(said);
            }
            assertThat(line).startsWith("full: the disk is full: the teacher's answers cannot be kept in " + folder);
        } finally {
            cramped.getOutputStream().close();
            cramped.waitFor();
        }

        assertThat(kept).isPositive();
        try (var log = RequestLog.open(folder, CacheLimits.USUAL)) {
            assertThat(log.entries()).isEqualTo(kept);
            log.keep(Kept.key(kept), Kept.answer(kept));
            assertThat(log.find(Kept.key(kept))).isPresent();
        }
    }
}
