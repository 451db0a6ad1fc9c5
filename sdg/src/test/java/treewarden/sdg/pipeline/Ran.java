package treewarden.sdg.pipeline;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import treewarden.domain.LeafKind;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sdg.block.Row;
import treewarden.sdg.engine.Engine;
import treewarden.sdg.engine.EngineLimits;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.engine.Sink;
import treewarden.sdg.engine.Watch;
import treewarden.sdg.engine.Work;
import treewarden.sdg.engine.WorkSummary;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherConfig;

/** A pipeline that was run over two seeds of its kind. */
final class Ran implements Sink, Watch {
    private static final String DOCUMENT = """
            # Grey seals

            Grey seals rest on sandbanks at low tide. They dive to a depth of seventy metres and stay below for eight minutes.
            The pups are born in winter with a white coat. Their mothers nurse them for about three weeks.
            """;

    final List<Row> kept = new ArrayList<>();
    final List<Rejection> rejected = new ArrayList<>();

    static Ran with(StandInTeacher server, Pipeline pipeline, LeafKind kind) {
        try (var teacher = OpenAiTeacher.connect(
                TeacherConfig.at(URI.create(server.url()), server.model()),
                Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC))) {
            return with(teacher, pipeline, seeds(kind));
        }
    }

    static Ran with(Teacher teacher, Pipeline pipeline, List<Row> seeds) {
        var ran = new Ran();
        var settings = EngineSettings.of(new EngineLimits(2, 100_000, 5, 1_000));
        new Engine(teacher, settings)
                .run(List.of(new Work("test", pipeline, seeds)).iterator(), ran, ran);
        return ran;
    }

    static List<Row> seeds(LeafKind kind) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 2; i++) {
            var columns = new LinkedHashMap<String, String>();
            for (var column : SeedColumns.of(kind)) {
                columns.put(column, column.contains("document") ? DOCUMENT : "the " + column + " of seals number " + i);
            }
            columns.computeIfPresent("domain", (column, text) -> "zoology");
            columns.computeIfPresent("document_outline", (column, text) -> "The life of grey seals");
            columns.computeIfPresent("task_description", (column, text) -> "explain the life of grey seals");
            rows.add(Row.seed(i, columns));
        }
        return rows;
    }

    List<String> reasons() {
        return rejected.stream().map(one -> one.block() + ": " + one.reason()).toList();
    }

    @Override
    public void seedDone(Work work, int seed, List<Row> good, List<Rejection> bad) {
        kept.addAll(good);
        rejected.addAll(bad);
    }

    @Override
    public void finished(Work work, WorkSummary summary) {}

    @Override
    public void progressed(Progress now) {}

    @Override
    public boolean cancelled() {
        return false;
    }
}
