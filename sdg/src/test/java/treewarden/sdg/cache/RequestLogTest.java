package treewarden.sdg.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;

class RequestLogTest {
    @TempDir
    Path folder;

    @Test
    void whatWasKeptIsFoundNowAndAfterTheNextOpening() {
        try (var log = open()) {
            assertThat(log.find(Kept.key(1))).isEmpty();
            log.keep(Kept.key(1), Kept.answer(1));
            assertThat(log.find(Kept.key(1))).contains(Kept.answer(1).cached());
        }
        try (var log = open()) {
            assertThat(log.find(Kept.key(1))).contains(Kept.answer(1).cached());
            assertThat(log.find(Kept.key(2))).isEmpty();
            assertThat(log.entries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Finish.class)
    void answersThatAreNoUseAreAnswersToo(Finish finish) {
        var cutOff = new Answer("served", "", finish, new Usage(1, 3, 4096));

        try (var log = open()) {
            log.keep(Kept.key(1), cutOff);

            assertThat(log.find(Kept.key(1))).contains(cutOff.cached());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 159, 160, 5_000, 3_000_000})
    void anyLengthAndAnyLanguage(int length) {
        var text = "Grüße, 世界 🌍, \u0000 and %s. "
                .formatted(length)
                .repeat(length / 20 + 1)
                .substring(0, length);
        try (var log = open()) {
            log.keep(Kept.key(1), Kept.answer(text));
        }
        try (var log = open()) {
            assertThat(log.find(Kept.key(1)).orElseThrow().text()).isEqualTo(text);
        }
    }

    @Test
    void theServedNameIsRememberedForEachModel() {
        try (var log = open()) {
            assertThat(log.served("default")).isEmpty();
            log.remember("default", "mixtral-8x7b");
            log.remember("../other", "granite");
            log.remember("default", "mixtral-8x22b");
        }
        try (var log = open()) {
            assertThat(log.served("default")).contains("mixtral-8x22b");
            assertThat(log.served("../other")).contains("granite");
        }
    }

    @Test
    void aLogThatIsOnlyReadLeavesNoFile() throws IOException {
        open().close();

        assertThat(files()).isEmpty();
    }

    @Test
    void theNextRunGoesOnInTheFileOfTheLast() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (var log = open()) {
                log.keep(Kept.key(i), Kept.answer(i));
            }
        }

        assertThat(files()).hasSize(1);
        try (var log = open()) {
            assertThat(log.entries()).isEqualTo(5);
        }
    }

    @Test
    void twoLogsOnOneFolderWriteToFilesOfTheirOwn() throws IOException {
        try (var one = open();
                var other = open()) {
            one.keep(Kept.key(1), Kept.answer(1));
            other.keep(Kept.key(2), Kept.answer(2));
            one.keep(Kept.key(3), Kept.answer(3));
            other.keep(Kept.key(3), Kept.answer(3));
        }

        assertThat(files()).hasSize(2);
        try (var log = open()) {
            assertThat(log.entries()).isEqualTo(3);
            for (int i = 1; i <= 3; i++) {
                assertThat(log.find(Kept.key(i))).contains(Kept.answer(i).cached());
            }
        }
    }

    @Test
    void itStaysWithinItsBoundAndDropsWhatWasNotUsedForLongest() throws IOException {
        var small = new CacheLimits(40_000, 10_000);
        int written = 2_000;
        try (var log = RequestLog.open(folder, small)) {
            for (int i = 0; i < written; i++) {
                log.keep(Kept.key(i), random(i));
                assertThat(bytes()).isLessThanOrEqualTo(small.bytes());
                // The first answer is wanted all the time.
                assertThat(log.find(Kept.key(0)))
                        .as("after " + i)
                        .contains(random(0).cached());
            }
            assertThat(log.find(Kept.key(written - 1))).isPresent();
            assertThat(log.find(Kept.key(written / 2))).isEmpty();
            assertThat(log.entries()).isBetween(20, written / 4);
        }
        try (var log = RequestLog.open(folder, small)) {
            assertThat(log.find(Kept.key(0))).isPresent();
            assertThat(log.find(Kept.key(written - 1))).isPresent();
            assertThat(log.entries()).isBetween(20, written / 4);
        }
        try (var all = Files.list(folder)) {
            assertThat(all.filter(file -> file.toString().endsWith(".lock"))).hasSameSizeAs(files());
        }
    }

    @Test
    void filesThatTheLastRunFoundAnswersInAreDroppedLast() throws IOException {
        var small = new CacheLimits(40_000, 10_000);
        try (var log = RequestLog.open(folder, small)) {
            IntStream.range(0, 140).forEach(i -> log.keep(Kept.key(i), random(i)));
        }
        var written = files();
        assertThat(written).hasSizeGreaterThan(1);
        for (var file : written) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
        // A run that has a use for the oldest answer, and for no other.
        try (var log = RequestLog.open(folder, small, Clock.systemUTC())) {
            assertThat(log.find(Kept.key(0))).isPresent();
        }

        try (var log = RequestLog.open(folder, small)) {
            for (int i = 1_000; Files.exists(written.get(1)); i++) {
                log.keep(Kept.key(i), random(i));
            }
        }

        assertThat(written.get(0)).exists();
    }

    /** Text that does not get shorter by much. */
    private static Answer random(int number) {
        var text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(String.format(
                    Locale.ROOT, "%016x", Kept.key(1_000 * number + i).second()));
        }
        return Kept.answer(text.toString());
    }

    private RequestLog open() {
        return RequestLog.open(folder, CacheLimits.USUAL);
    }

    private List<Path> files() throws IOException {
        return new Segments(folder).list();
    }

    private long bytes() throws IOException {
        return new Segments(folder)
                .byLastUse().stream().mapToLong(Segments.Present::bytes).sum();
    }
}
