package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Teacher;

/**
 * A teacher in memory: answers by a rule, remembers what it was asked and how much was open at once, and can be told to
 * hold an answer back until the test lets it go.
 */
public final class RuleTeacher implements Teacher {
    private final int concurrency;
    private final Function<Ask, CompletableFuture<Answer>> rule;
    private final List<Ask> asked = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Answer>> open = new ArrayList<>();
    private int peak;

    public RuleTeacher(int concurrency, Function<Ask, CompletableFuture<Answer>> rule) {
        this.concurrency = concurrency;
        this.rule = rule;
    }

    public static RuleTeacher saying(Function<String, String> rule) {
        return new RuleTeacher(8, ask -> said(rule.apply(ask.prompt().user())));
    }

    public static CompletableFuture<Answer> said(String text) {
        return CompletableFuture.completedFuture(answer(text, Finish.STOP));
    }

    public static Answer answer(String text, Finish finish) {
        return new Answer("rule-teacher", text, finish, new Usage(1, 10, 5));
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        asked.add(ask);
        open.removeIf(CompletableFuture::isDone);
        var answer = rule.apply(ask);
        if (!answer.isDone()) {
            open.add(answer);
        }
        peak = Math.max(peak, open.size());
        return answer;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public String model() {
        return "rule-teacher";
    }

    public List<Ask> asked() {
        return List.copyOf(asked);
    }

    public int peak() {
        return peak;
    }
}
