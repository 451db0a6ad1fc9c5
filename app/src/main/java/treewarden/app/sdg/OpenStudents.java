package treewarden.app.sdg;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ReleasedModel;
import treewarden.domain.Secret;
import treewarden.sdg.cache.CachingTeacher;
import treewarden.sdg.cache.RequestCache;
import treewarden.sdg.precheck.Student;
import treewarden.sdg.teacher.Endpoints;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.sdg.teacher.TeacherConfig.PlainHttp;
import treewarden.worker.Students;

/**
 * The community model's server, open, and those of releases as they are asked.
 *
 * <p>Answers are kept in the request cache with the teacher's. A community serves each new model under the name of the
 * last one, so what the model of the day answered is asked again the next day, and each release has answers of its own.
 */
public final class OpenStudents implements Students, AutoCloseable {
    private static final StudentSettings LIKE_ANY = StudentSettings.at(URI.create("http://127.0.0.1"), "none", null);

    private final @Nullable StudentSettings settings;
    private final RequestCache cache;
    private final Clock clock;
    private final @Nullable Endpoints ofTheDay;

    private OpenStudents(@Nullable StudentSettings settings, RequestCache cache, Clock clock) {
        this.settings = settings;
        this.cache = cache;
        this.clock = clock;
        this.ofTheDay = settings == null ? null : Endpoints.connect(List.of(config(settings)), clock);
    }

    /**
     * Nothing is sent before the first question.
     *
     * @param settings null where the operator names no student: only those of releases can be asked
     * @throws IllegalArgumentException where the address is not encrypted, of another machine, and not allowed to be
     */
    public static OpenStudents open(@Nullable StudentSettings settings, RequestCache cache, Clock clock) {
        return new OpenStudents(settings, cache, clock);
    }

    private static TeacherConfig config(StudentSettings settings) {
        return config(settings, settings.url(), settings.model()).withApiKey(settings.apiKey());
    }

    private static TeacherConfig config(StudentSettings settings, URI url, String model) {
        var config = TeacherConfig.at(url, model)
                .withConcurrency(settings.concurrency())
                .withDeadline(settings.timeout());
        return settings.plainHttp() == PlainHttp.ALLOWED ? config.allowingPlainHttp() : config;
    }

    @Override
    public Optional<Served> ofTheDay() {
        if (ofTheDay == null || settings == null) {
            return Optional.empty();
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Optional.of(new Open(student(ofTheDay, today.toString(), settings), () -> {}));
    }

    @Override
    public Served of(ReleasedModel release) {
        var like = settings == null ? LIKE_ANY : settings;
        var config = config(like, URI.create(release.url()), release.model()).withApiKey(keyFor(release));
        var endpoints = Endpoints.connect(List.of(config), clock);
        return new Open(student(endpoints, release.release(), like), endpoints::close);
    }

    /** The key goes to the server that it is for, and to no other. */
    private @Nullable Secret keyFor(ReleasedModel release) {
        var url = URI.create(release.url());
        boolean isTheSame = settings != null
                && settings.url().getScheme().equals(url.getScheme())
                && settings.url().getRawAuthority().equals(url.getRawAuthority());
        return isTheSame && settings != null ? settings.apiKey() : null;
    }

    private Student student(Teacher model, String which, StudentSettings like) {
        return new Student(new CachingTeacher(Student.toldApart(model, which), cache), like.contextTokens());
    }

    private record Open(Student student, Runnable end) implements Served {
        @Override
        public void close() {
            end.run();
        }
    }

    /** Cancels what is in flight. */
    @Override
    public void close() {
        if (ofTheDay != null) {
            ofTheDay.close();
        }
    }
}
