package treewarden.sdg.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLogInTroubleTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 40, 60})
    void aRecordThatACrashToreIsCutOffAndTheOthersStay(int tornAt) throws IOException {
        keepTen();
        var file = file();
        long whole = Files.size(file);
        var record = Segment.record(Kept.key(10), StoredAnswer.write(Kept.answer(10)));
        Files.write(file, Arrays.copyOf(record, tornAt), StandardOpenOption.APPEND);

        try (var log = open()) {
            assertThat(log.entries()).isEqualTo(10);
            assertThat(log.find(Kept.key(10))).isEmpty();
            log.keep(Kept.key(11), Kept.answer(11));
        }

        assertThat(Files.size(file)).isGreaterThan(whole);
        try (var log = open()) {
            assertThat(log.entries()).isEqualTo(11);
            assertThat(log.find(Kept.key(11))).isPresent();
        }
    }

    @Test
    void zeroesThatAPowerLossLeftAreCutOff() throws IOException {
        keepTen();
        Files.write(file(), new byte[5_000], StandardOpenOption.APPEND);

        try (var log = open()) {
            log.keep(Kept.key(11), Kept.answer(11));
        }

        try (var log = open()) {
            assertThat(log.entries()).isEqualTo(11);
        }
    }

    @Test
    void aByteThatTurnedCostsItsOwnAnswerAndNeverGivesAWrongOne() throws IOException {
        keepTen();
        var bytes = Files.readAllBytes(file());
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var turned = bytes.clone();
            turned[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), turned);

            try (var log = open()) {
                for (int k = 0; k < 10; k++) {
                    var found = log.find(Kept.key(k));
                    var answer = Kept.answer(k).cached();
                    assertThat(found)
                            .satisfiesAnyOf(
                                    one -> assertThat(one).isEmpty(),
                                    one -> assertThat(one).contains(answer));
                }
            }
        }
    }

    @Test
    void aByteThatTurnsWhileTheLogIsOpenIsNoticedAndTheAnswerKeptAnew() throws IOException {
        keepTen();
        try (var log = open()) {
            try (var file = new RandomAccessFile(file().toFile(), "rw")) {
                file.seek(60);
                file.write(0xff);
            }
            assertThat(log.find(Kept.key(0))).isEmpty();
            log.keep(Kept.key(0), Kept.answer(0));
            assertThat(log.find(Kept.key(0))).contains(Kept.answer(0).cached());
        }
        try (var log = open()) {
            assertThat(log.entries()).isEqualTo(10);
            assertThat(log.find(Kept.key(0))).contains(Kept.answer(0).cached());
        }
    }

    @Test
    void filesOfAnyOtherKindAreLeftAlone() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        var noise = new byte[9_000];
        new Random(3).nextBytes(noise);
        Files.write(folder.resolve("00000001-0000000a.answers"), noise);

        keepTen();

        try (var log = open()) {
            assertThat(log.entries()).isEqualTo(10);
        }
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aFileThatVanishesWhileTheLogIsOpenCostsItsAnswersAndNothingElse() throws IOException {
        keepTen();
        try (var log = open()) {
            Files.delete(file());

            assertThat(log.find(Kept.key(3))).isEmpty();
            log.keep(Kept.key(3), Kept.answer(3));
            assertThat(log.find(Kept.key(3))).isPresent();
        }
    }

    @Test
    void anInterruptedThreadBreaksNothing() {
        try (var log = open()) {
            Thread.currentThread().interrupt();
            log.keep(Kept.key(1), Kept.answer(1));
            assertThat(log.find(Kept.key(1))).isPresent();
            log.remember("m", "served");
            assertThat(Thread.interrupted()).isTrue();

            log.keep(Kept.key(2), Kept.answer(2));
            assertThat(log.find(Kept.key(2))).isPresent();
        }
    }

    @Test
    void aFolderThatIsNoneIsNamed() throws IOException {
        var notAFolder = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> RequestLog.open(notAFolder, CacheLimits.USUAL))
                .isInstanceOf(CacheException.Unusable.class)
                .hasMessageContaining(notAFolder.toString())
                .hasMessageContaining("see that the folder is this user's own");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsSaidToBeFull() {
        // A device on which nothing ever has room.
        assertThatThrownBy(() -> Files.write(Path.of("/dev/full"), new byte[100]))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(CacheException.of(folder, e))
                                .isInstanceOf(CacheException.Full.class)
                                .hasMessageContaining(
                                        "the disk is full: the teacher's answers cannot be kept in " + folder)
                                .hasMessageContaining("make room there and run again: it goes on with what was kept"));
    }

    private void keepTen() {
        try (var log = open()) {
            for (int i = 0; i < 10; i++) {
                log.keep(Kept.key(i), Kept.answer(i));
            }
        }
    }

    private RequestLog open() {
        return RequestLog.open(folder, CacheLimits.USUAL);
    }

    private Path file() throws IOException {
        var files = new Segments(folder).list();
        return files.get(files.size() - 1);
    }
}
