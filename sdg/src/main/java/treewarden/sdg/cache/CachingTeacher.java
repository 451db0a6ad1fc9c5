package treewarden.sdg.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

/**
 * A teacher who is asked nothing twice. One for each run: it sees to it that the run hears one model only.
 *
 * <p>Every answer is kept before anybody gets it, one that was cut off or is empty as well: what a run made of its
 * answers depends on the unusable ones too, and a question that is asked again is another question, with a key of its
 * own (another seed, more room). So a run that was killed finds everything again that it had used, and ends as if
 * nothing had happened. A question that fails is not kept.
 *
 * <p>A question that is in flight already is not sent again: all who ask it get its one answer, the first as {@link
 * Answer.Source#ASKED}, the others as {@link Answer.Source#CACHED}. It is cancelled when all of them have cancelled.
 *
 * <p>Which model answers is known from its last answer. When a live answer comes under another name, nothing of the old
 * name has been used by this run, or the run ends with {@link TeacherException.ModelChanged}; the next run uses the new
 * name alone. An exception of the cache ({@link CacheException}) fails the question and so ends the run.
 */
public final class CachingTeacher implements Teacher {
    /**
     * Under which name the model answers.
     *
     * @param name null until it has answered for the first time
     * @param heard whether this run has used an answer of it
     * @param changes how often it changed under this run
     * @param before the name before the last change
     */
    private record Served(
            @Nullable String name,
            boolean heard,
            int changes,
            @Nullable String before) {
        Served hearing() {
            return heard ? this : new Served(name, true, changes, before);
        }

        /** After an answer under this name. */
        Served hearing(String answered) {
            if (answered.equals(name)) {
                return hearing();
            }
            return heard ? new Served(answered, true, changes + 1, name) : new Served(answered, true, changes, before);
        }
    }

    private final Teacher teacher;
    private final RequestCache cache;
    private final ConcurrentHashMap<Key, Flight> flights = new ConcurrentHashMap<>();
    private Served served;

    /** @throws CacheException where the cache cannot be read */
    public CachingTeacher(Teacher teacher, RequestCache cache) {
        this.teacher = teacher;
        this.cache = cache;
        this.served = new Served(cache.served(teacher.model()).orElse(null), false, 0, null);
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        try {
            var question = Key.of(teacher, ask);
            var known = find(question);
            return known.isPresent() ? CompletableFuture.completedFuture(known.get()) : join(question, ask);
        } catch (CacheException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<Answer> find(Key question) {
        while (true) {
            var name = served().name();
            if (name == null) {
                return Optional.empty();
            }
            var known = cache.find(question.answeredBy(name));
            if (known.isEmpty() || isStill(name)) {
                return known;
            }
        }
    }

    private synchronized Served served() {
        return served;
    }

    /** Whether the run may use an answer under this name; from then on it has. */
    private synchronized boolean isStill(String name) {
        boolean still = name.equals(served.name());
        if (still) {
            served = served.hearing();
        }
        return still;
    }

    /** Waits for the answer with those who asked before, or asks. */
    private CompletableFuture<Answer> join(Key question, Ask ask) {
        var mine = new CompletableFuture<Answer>();
        while (true) {
            var fresh = new Flight();
            var under = flights.putIfAbsent(question, fresh);
            if (under == null) {
                fresh.join(mine);
                begin(fresh, question, ask);
                return mine;
            }
            if (under.join(mine)) {
                return mine;
            }
            // It is over, and will be gone from the map in a moment.
            flights.remove(question, under);
        }
    }

    private void begin(Flight flight, Key question, Ask ask) {
        Optional<Answer> landed;
        try {
            // The flight of another may have landed since we looked.
            landed = find(question);
        } catch (CacheException e) {
            flights.remove(question, flight);
            flight.fail(e);
            return;
        }
        if (landed.isPresent()) {
            flights.remove(question, flight);
            flight.land(landed.get());
            return;
        }
        int changes = served().changes();
        var request = teacher.ask(ask);
        flight.carry(request);
        request.whenComplete((answer, failure) -> {
            Throwable why = failure;
            try {
                if (answer != null) {
                    accept(question, answer, changes);
                }
            } catch (CacheException | TeacherException e) {
                why = e;
            } finally {
                flights.remove(question, flight);
            }
            if (why != null || answer == null) {
                flight.fail(why == null ? new IllegalStateException("the teacher completed without an answer") : why);
            } else {
                flight.land(answer);
            }
        });
    }

    /** Keeps the answer, unless it is of another model than the rest of the run. */
    private void accept(Key question, Answer answer, int changes) {
        cache.keep(question.answeredBy(answer.model()), answer);
        boolean other;
        Served now;
        synchronized (this) {
            // What was under way when the model changed may still come from the old one, which is not back by that.
            boolean isLate = served.changes() != changes && answer.model().equals(served.before());
            other = !isLate && !answer.model().equals(served.name());
            now = isLate ? served : served.hearing(answer.model());
            served = now;
        }
        if (other) {
            cache.remember(teacher.model(), answer.model());
        }
        if (now.changes() != changes) {
            throw new TeacherException.ModelChanged(String.valueOf(now.before()), String.valueOf(now.name()));
        }
    }

    /** As many as the teacher takes; who gets an answer from the cache makes room at once. */
    @Override
    public int concurrency() {
        return teacher.concurrency();
    }

    /** Whichever request is answered first, its answer is kept, and it alone. */
    @Override
    public boolean hedge(Ask ask) {
        return teacher.hedge(ask);
    }

    @Override
    public String model() {
        return teacher.model();
    }

    @Override
    public String manner(Ask ask) {
        return teacher.manner(ask);
    }
}
