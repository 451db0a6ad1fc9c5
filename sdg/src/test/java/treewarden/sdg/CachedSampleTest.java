package treewarden.sdg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.SampleReport;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sdg.cache.CacheLimits;
import treewarden.sdg.cache.CachingTeacher;
import treewarden.sdg.cache.RequestLog;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.RetryPolicy;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.sdg.teacher.TeacherException;

/** Whole samples with the cache between engine and teacher. */
@Timeout(600)
class CachedSampleTest {
    private static final String CHAT = "/v1/chat/completions";

    private final StandInTeacher server = StandInTeacher.start(TeacherOptions.defaults());
    /** Patient enough that no question meets only requests that fail. */
    private final OpenAiTeacher teacher = OpenAiTeacher.connect(
            TeacherConfig.at(URI.create(server.url()), server.model())
                    .withRetries(
                            new RetryPolicy(20, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(60))),
            Clock.systemUTC());

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        teacher.close();
        server.close();
    }

    @Test
    void anUnchangedLeafCostsNoRequestTheNextTime() {
        var first = sample("cache");
        int requests = server.load().requests();

        assertSame(sample("cache"), first);
        assertThat(server.load().requests()).isEqualTo(requests);
    }

    @Test
    void aRunThatWasStoppedAnywhereEndsAsIfItHadNotBeen() throws IOException {
        var undisturbed = sample("undisturbed");
        int needed = server.load().requests();
        server.reset();
        var random = new Random(5);
        for (int i = 0; i < 4; i++) {
            int enough = needed / 8 + random.nextInt(needed / 10);
            assertThatThrownBy(() -> sample("disturbed", enough)).hasMessage("stopped");
            tear(folder.resolve("disturbed"), random);
        }

        assertSame(sample("disturbed"), undisturbed);
        assertThat(server.load().requests()).isBetween(needed, needed + 4 * teacher.concurrency());
    }

    @Test
    void aServerThatStumblesChangesNothing() {
        var undisturbed = sample("undisturbed");
        server.faults().every(9, "POST", CHAT, TeacherFaults.serverError());
        server.faults().every(7, "POST", CHAT, Fault.status(429));
        server.faults().every(11, "POST", CHAT, Fault.dropConnection());

        assertSame(sample("disturbed"), undisturbed);
    }

    @Test
    void aModelThatChangesEndsTheRunAndTheNextIsOfTheNewOneAlone() {
        assertThatThrownBy(() -> sample("cache", 20)).hasMessage("stopped");
        server.faults()
                .always(
                        "POST",
                        CHAT,
                        new Fault.Changed(answer -> answer.withBody(new String(answer.body(), StandardCharsets.UTF_8)
                                .replace(server.model(), "the-next-model")
                                .getBytes(StandardCharsets.UTF_8))));

        assertThatThrownBy(() -> sample("cache"))
                .isInstanceOf(TeacherException.ModelChanged.class)
                .hasMessageContaining("\"stand-in-teacher\" until now and as \"the-next-model\" from now on");
        assertThat(sample("cache").teacher()).isEqualTo("the-next-model");
    }

    /** But for what this run paid and how long it took. */
    private static void assertSame(SampleReport one, SampleReport other) {
        assertThat(one)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*millis", ".*usage.*")
                .isEqualTo(other);
    }

    /** As a crash would: a record of which only the beginning was written. */
    private static void tear(Path cache, Random random) throws IOException {
        try (var files = Files.list(cache)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".answers")).toList()) {
                Files.write(
                        file, new byte[] {0, 0, 1, 0, 5, 5, 5, 5, (byte) random.nextInt()}, StandardOpenOption.APPEND);
            }
        }
    }

    private SampleReport sample(String cache) {
        return sample(cache, Integer.MAX_VALUE);
    }

    /** @param requests after so many the run is stopped, with others in flight */
    private SampleReport sample(String cache, int requests) {
        try (var log = RequestLog.open(folder.resolve(cache), CacheLimits.USUAL)) {
            var asked = new CachingTeacher(new Moody(teacher, new AtomicInteger(requests)), log);
            return new Sampler(
                            () -> asked,
                            PipelineSet.named("full"),
                            ReadPassages.NOT_FETCHED,
                            SampleLimits.USUAL.withTokens(10_000_000))
                    .sample(Leaves.request(Leaves.haiku(), Leaves.minutes(), Leaves.seals()), SampleProgress.NOBODY);
        }
    }

    /** The same server, but to some questions, always the same, its answer is cut off or empty. */
    private record Moody(Teacher teacher, AtomicInteger left) implements Teacher {
        @Override
        public CompletableFuture<Answer> ask(Ask ask) {
            if (left.getAndDecrement() == 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("stopped"));
            }
            return teacher.ask(ask).thenApply(answer -> switch (Math.floorMod(ask.hashCode(), 9)) {
                case 0 -> new Answer(answer.model(), "", Finish.STOP, answer.usage());
                case 1 ->
                    new Answer(
                            answer.model(),
                            answer.text().substring(0, answer.text().length() / 2),
                            Finish.LENGTH,
                            answer.usage());
                default -> answer;
            });
        }

        @Override
        public int concurrency() {
            return teacher.concurrency();
        }

        @Override
        public String model() {
            return teacher.model();
        }
    }
}
