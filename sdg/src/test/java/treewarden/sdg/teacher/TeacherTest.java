package treewarden.sdg.teacher;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/** A stand-in server, and a client whose waits are over at once. */
abstract class TeacherTest {
    static final String CHAT = "/v1/chat/completions";
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Ask ASK = new Ask(
            new Prompt("You judge.", "Is this right? [Start of Score]\n<0 or 1>\n[End of Score]"),
            new Sampling(0.5, 256, 7L, Map.of("top_p", 0.9)));

    final StandInTeacher server = StandInTeacher.start(TeacherOptions.defaults());

    /** Waits that were asked for; each is over at once. */
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    final TeacherConfig config() {
        return TeacherConfig.at(URI.create(server.url()), server.model());
    }

    final OpenAiTeacher teacher(TeacherConfig config) {
        return OpenAiTeacher.connect(config, Clock.fixed(NOON, ZoneOffset.UTC), (delay, what) -> {
            waits.add(delay);
            what.run();
        });
    }

    final Answer ask(TeacherConfig config) throws Exception {
        try (var teacher = teacher(config)) {
            return teacher.ask(ASK).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
