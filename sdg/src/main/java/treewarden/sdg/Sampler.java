package treewarden.sdg;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import treewarden.domain.Leaf;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.Usage;
import treewarden.sdg.block.Row;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.engine.Budget;
import treewarden.sdg.engine.Engine;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.engine.Hedging;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.engine.Sink;
import treewarden.sdg.engine.Watch;
import treewarden.sdg.engine.Work;
import treewarden.sdg.engine.WorkSummary;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.teacher.Teacher;

/** Lets the teacher make a small sample of a contribution's leaves: the real pipelines, asking for less. */
public final class Sampler {
    private final Supplier<? extends Teacher> teachers;
    private final PipelineSet pipelines;
    private final ReadPassages documents;
    private final SampleLimits limits;
    private final Hedging hedging;

    /** @param teachers gives the teacher for one sample: a cache around it hears one model only */
    public Sampler(
            Supplier<? extends Teacher> teachers, PipelineSet pipelines, ReadPassages documents, SampleLimits limits) {
        this(teachers, pipelines, documents, limits, Hedging.NEVER);
    }

    /** The same, where slow requests may be sent twice. */
    public Sampler(
            Supplier<? extends Teacher> teachers,
            PipelineSet pipelines,
            ReadPassages documents,
            SampleLimits limits,
            Hedging hedging) {
        this.teachers = teachers;
        this.pipelines = pipelines;
        this.documents = documents;
        this.limits = limits;
        this.hedging = hedging;
    }

    /** The model that is asked, as configured. */
    public String model() {
        return teachers.get().model();
    }

    /**
     * The sample. What goes wrong with one leaf is that leaf's {@code problem}, and the others go on.
     *
     * @throws treewarden.sdg.teacher.TeacherException where no teacher is to be had: nothing of the sample counts, and it
     *     is worth trying later
     * @throws java.util.concurrent.CancellationException where the progress says so
     */
    public SampleReport sample(SampleRequest request, SampleProgress progress) {
        long start = System.nanoTime();
        var leaves = request.leaves().stream().limit(limits.leaves()).toList();
        var omitted = new LinkedHashSet<>(request.omitted());
        request.leaves().stream().skip(limits.leaves()).map(Leaf::path).forEach(omitted::add);
        var collected = new Collected();
        var works = new ArrayList<Work>();
        for (var leaf : leaves) {
            works.add(work(SampleSeeds.of(leaf, limits.seeds(), documents, progress), collected));
        }
        var budgets = new ArrayList<>(request.budgets());
        budgets.add(Budget.of(limits.tokens()));
        var settings = EngineSettings.of(limits.engine()).withBudgets(budgets).withHedging(hedging);
        new Engine(teachers.get(), settings).run(works.iterator(), collected, watch(progress, leaves.size()));
        return report(request, List.copyOf(omitted), collected, (System.nanoTime() - start) / 1_000_000);
    }

    private Work work(SampleSeeds seeds, Collected collected) {
        var leaf = seeds.leaf();
        int count = seeds.rows().size();
        var pipeline = pipelines
                .pipeline(leaf.kind())
                .makingAbout(Math.max(1, (limits.rows() + count - 1) / Math.max(1, count)));
        var work = new Work(leaf.path(), pipeline, seeds.rows());
        collected.add(work, new LeafResult(seeds, pipeline));
        return work;
    }

    private static Watch watch(SampleProgress progress, int leaves) {
        var what = leaves == 1 ? "asking the teacher about a leaf" : "asking the teacher about " + leaves + " leaves";
        return new Watch() {
            @Override
            public void progressed(Progress now) {
                progress.progressed(now.answered(), now.known(), what);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private SampleReport report(SampleRequest request, List<String> omitted, Collected collected, long millis) {
        var samples = new ArrayList<LeafSample>();
        collected.inOrder.forEach(result -> samples.add(result.sample()));
        var usage = samples.stream().map(LeafSample::usage).reduce(Usage.NONE, Usage::plus);
        Iterator<String> models = collected.models.iterator();
        return new SampleReport(
                request.contribution(),
                request.head(),
                models.hasNext() ? models.next() : model(),
                samples,
                omitted,
                usage,
                millis);
    }

    /** The rows of all leaves. Two leaves of one path are two works. */
    private static final class Collected implements Sink {
        private final Map<Work, LeafResult> results = new IdentityHashMap<>();
        private final List<LeafResult> inOrder = new ArrayList<>();
        private final TreeSet<String> models = new TreeSet<>();

        void add(Work work, LeafResult result) {
            results.put(work, result);
            inOrder.add(result);
        }

        @Override
        public void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected) {
            result(work).seedDone(kept, rejected);
        }

        @Override
        public void finished(Work work, WorkSummary summary) {
            models.addAll(summary.models());
            result(work).finished(summary);
        }

        private LeafResult result(Work work) {
            var result = results.get(work);
            if (result == null) {
                throw new IllegalStateException("rows of work that was not asked for: " + work.name());
            }
            return result;
        }
    }
}
