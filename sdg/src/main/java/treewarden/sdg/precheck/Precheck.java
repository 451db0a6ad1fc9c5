package treewarden.sdg.precheck;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import treewarden.domain.Leaf;
import treewarden.domain.PrecheckReport;
import treewarden.domain.Usage;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.block.Row;
import treewarden.sdg.engine.Budget;
import treewarden.sdg.engine.Engine;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.engine.Work;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.pipeline.PrecheckPipelines;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

/**
 * Asks a student the questions that contributors wrote, and a judge how good its answers are beside the expected ones.
 *
 * <p>Every question is in the report: with a score, or with what kept it from getting one.
 */
public final class Precheck {
    private static final String STUDENT = "the community model";
    private static final String JUDGE = "the judge";

    private final Supplier<? extends Teacher> judges;
    private final PrecheckPipelines pipelines;
    private final PrecheckLimits limits;
    private final Clock clock;

    /** @param judges gives the judge for one precheck: a cache around it hears one model only */
    public Precheck(
            Supplier<? extends Teacher> judges, PrecheckPipelines pipelines, PrecheckLimits limits, Clock clock) {
        this.judges = judges;
        this.pipelines = pipelines;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param trouble why it did not come to its end: one of the models is not to be had, and the questions that this
     *     left without a score say so. It is worth trying later
     */
    public record Outcome(PrecheckReport report, Optional<TeacherException> trouble) {}

    /** @throws java.util.concurrent.CancellationException where the progress says so */
    public Outcome ask(Student student, PrecheckRequest request, SampleProgress progress) {
        long start = System.nanoTime();
        var all = request.leaves().stream()
                .limit(limits.leaves())
                .flatMap(leaf -> SeedQuestion.of(leaf).stream())
                .toList();
        var sheets = all.stream().limit(limits.questions()).map(Sheet::new).toList();
        var judge = judges.get();
        var usage = new Spent(limits.tokens(), request.budgets());
        var asked = new Pass(student.model(), student.contextTokens(), pipelines.ask(), STUDENT);
        var judged = new Pass(judge, limits.judgeContextTokens(), pipelines.judge(), JUDGE);
        Optional<TeacherException> trouble = run(asked, sheets, usage, progress, Precheck::question);
        if (trouble.isEmpty()) {
            var answered =
                    sheets.stream().filter(sheet -> sheet.answer() != null).toList();
            trouble = run(judged, answered, usage, progress, Precheck::questionAndAnswer);
        }
        return new Outcome(
                new PrecheckReport(
                        request.contribution(),
                        request.head(),
                        request.release(),
                        asked.collected.model(student.model().model()),
                        judged.collected.model(judge.model()),
                        pipelines.rubric(),
                        request.stored(),
                        omitted(request),
                        sheets.stream().map(Sheet::done).toList(),
                        all.size() - sheets.size(),
                        limits.enough(),
                        usage.usage,
                        clock.instant(),
                        (System.nanoTime() - start) / 1_000_000),
                trouble);
    }

    private List<String> omitted(PrecheckRequest request) {
        var omitted = new LinkedHashSet<>(request.omitted());
        request.leaves().stream().skip(limits.leaves()).map(Leaf::path).forEach(omitted::add);
        return List.copyOf(omitted);
    }

    /** What both passes together may use, and what they used. */
    private static final class Spent {
        private final List<Budget> budgets;
        private Usage usage = Usage.NONE;

        Spent(long tokens, List<Budget> others) {
            budgets = new ArrayList<>(others);
            budgets.add(Budget.of(tokens));
        }
    }

    /** One of the two models at its part of the work. */
    private static final class Pass {
        private final Teacher model;
        private final int contextTokens;
        private final Pipeline pipeline;
        private final String who;
        private final Collected collected;

        Pass(Teacher model, int contextTokens, Pipeline pipeline, String who) {
            this.model = model;
            this.contextTokens = contextTokens;
            this.pipeline = pipeline;
            this.who = who;
            this.collected = new Collected(who);
        }
    }

    private static Optional<TeacherException> run(
            Pass pass,
            List<Sheet> sheets,
            Spent spent,
            SampleProgress progress,
            Function<Sheet, Map<String, String>> columns) {
        var works = new ArrayList<Work>();
        var byLeaf = sheets.stream()
                .collect(Collectors.groupingBy(sheet -> sheet.asked().leaf(), LinkedHashMap::new, Collectors.toList()));
        byLeaf.forEach((leaf, some) -> {
            var rows = new ArrayList<Row>();
            for (int i = 0; i < some.size(); i++) {
                rows.add(Row.seed(i, columns.apply(some.get(i))));
            }
            var work = new Work(leaf, pass.pipeline, rows);
            works.add(work);
            pass.collected.add(work, some);
        });
        var settings =
                EngineSettings.of(PrecheckLimits.engine(pass.contextTokens)).withBudgets(spent.budgets);
        try {
            new Engine(pass.model, settings)
                    .run(works.iterator(), pass.collected, new Watched(progress, "asking " + pass.who));
            return Optional.empty();
        } catch (TeacherException e) {
            var why = pass.who.substring(0, 1).toUpperCase(Locale.ROOT) + pass.who.substring(1)
                    + " could not be asked. The operator of this service has been told.";
            sheets.forEach(sheet -> sheet.failed(why));
            return Optional.of(e);
        } finally {
            spent.usage = spent.usage.plus(pass.collected.spent());
        }
    }

    private static Map<String, String> question(Sheet sheet) {
        var context = sheet.asked().context();
        return Map.of(
                "context",
                context == null ? "" : context,
                "question",
                sheet.asked().question(),
                "expected",
                sheet.asked().expected());
    }

    private static Map<String, String> questionAndAnswer(Sheet sheet) {
        var passage = sheet.asked().passage();
        var answer = sheet.answer();
        return Map.of(
                "context",
                passage == null ? "" : passage,
                "question",
                sheet.asked().question(),
                "expected",
                sheet.asked().expected(),
                "answer",
                answer == null ? "" : answer);
    }
}
