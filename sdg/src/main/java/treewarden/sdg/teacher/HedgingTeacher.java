package treewarden.sdg.teacher;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A teacher that can be asked a question a second time while it is in flight. It stands below the cache, so that of two
 * answers one alone is kept and heard. One for each run; what is in flight must not be asked anew, which the cache sees to.
 */
public final class HedgingTeacher implements Teacher {
    private final Teacher teacher;
    private final ConcurrentHashMap<Ask, Race> races = new ConcurrentHashMap<>();

    public HedgingTeacher(Teacher teacher) {
        this.teacher = teacher;
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        var race = new Race(teacher.ask(ask));
        races.put(ask, race);
        race.answer().whenComplete((answer, failure) -> races.remove(ask, race));
        return race.answer();
    }

    @Override
    public boolean hedge(Ask ask) {
        var race = races.get(ask);
        return race != null && race.goTwice(first -> teacher.askBeside(ask, first));
    }

    @Override
    public Optional<CompletableFuture<Answer>> askBeside(Ask ask, CompletableFuture<Answer> first) {
        return teacher.askBeside(ask, first);
    }

    @Override
    public int concurrency() {
        return teacher.concurrency();
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
