package treewarden.web.releases;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.web.releases.Scored.Means;
import treewarden.web.releases.Scored.Step;
import treewarden.web.view.Compared;
import treewarden.web.view.LossChart.Tick;
import treewarden.web.view.Releases.Link;
import treewarden.web.view.ScoreCharts;
import treewarden.web.view.ScoreCharts.Chart;
import treewarden.web.view.ScoreCharts.Cut;
import treewarden.web.view.ScoreCharts.Line;
import treewarden.web.view.ScoreCharts.Mark;
import treewarden.web.view.ScoreCharts.Row;

/**
 * Draws the scores at one set of questions, a place for each release. A line joins neighbours that can be compared, a dashed
 * one those that were asked other questions, and none those of whom another judge thought, or with a gap between them.
 */
final class DrawScores {
    /** The least that an axis shows, in shares: a chart of a point or two would make hills of nothing. */
    private static final double LEAST = 0.2;

    /** Days below the axis, so that they do not run into each other. */
    private static final int DAYS = 6;

    /** Of a place of the legend. */
    private static final int LEGEND = 104;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ReleaseId here;
    private final ScoreHistory history;
    private final QuestionSet set;
    private final double low;
    private final double high;
    private final double grain;

    /** A model, and how its scores look: the later are drawn over the earlier. */
    private enum Model {
        BASE("base model", 2),
        LAST("last release", 1),
        CANDIDATE("candidate", 0);

        private final String words;
        /** In the legend. */
        private final int place;

        Model(String words, int place) {
            this.words = words;
            this.place = place;
        }

        @Nullable
        Double score(Means means) {
            return switch (this) {
                case BASE -> means.base();
                case LAST -> means.last();
                case CANDIDATE -> means.candidate();
            };
        }

        String look() {
            return name().toLowerCase(Locale.ROOT);
        }

        String mark(double x, double y) {
            return switch (this) {
                case CANDIDATE -> "M" + number(x - 4) + ' ' + number(y) + "a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
                case LAST -> "M" + number(x - 3.5) + ' ' + number(y - 3.5) + "h7v7h-7z";
                case BASE -> "M" + number(x) + ' ' + number(y - 4.5) + "l4.5 8h-9z";
            };
        }
    }

    private DrawScores(ReleaseId here, ScoreHistory history, QuestionSet set) {
        this.here = here;
        this.history = history;
        this.set = set;
        var known = IntStream.range(0, history.entries().size())
                .boxed()
                .flatMap(at -> Stream.of(Model.values()).map(model -> score(model, at)))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        double least = known.getCount() == 0 ? 0 : known.getMin();
        double most = known.getCount() == 0 ? 1 : known.getMax();
        double missing = Math.max(0, LEAST - (most - least)) / 2;
        grain = DrawLoss.grain(Math.max(LEAST, most - least));
        double bottom = Math.max(0, Math.min(least - missing, 1 - LEAST));
        low = Math.floor(bottom / grain + 1e-9) * grain;
        high = Math.max(low + grain, Math.ceil(Math.max(most, low + LEAST) / grain - 1e-9) * grain);
    }

    /**
     * Draws all sets.
     *
     * @param here the release on whose page they stand
     * @return null where no scores are known
     */
    static @Nullable ScoreCharts of(ReleaseId here, ScoreHistory history) {
        var charts = history.sets().stream()
                .map(set -> new DrawScores(here, history, set).chart())
                .toList();
        return charts.isEmpty() ? null : new ScoreCharts(charts, new ExplainScores(history).notes());
    }

    private Chart chart() {
        var ticks = new ArrayList<Tick>();
        int count = (int) Math.round((high - low) / grain);
        for (int i = 0; i <= count; i++) {
            ticks.add(new Tick(number(y(low + i * grain)), Math.round(100 * (low + i * grain)) + " %"));
        }
        var rows = places().map(this::row).collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(rows);
        return new Chart(
                "scores-" + set.slug(),
                set.words(),
                words(),
                set.isJudged(),
                ticks,
                days(),
                places().filter(at -> step(at) == Step.OTHER_JUDGE)
                        .map(at -> new Cut(
                                number((x(at - 1) + x(at)) / 2),
                                "Another judge, or other prompts, from " + name(at) + " on"))
                        .toList(),
                Stream.of(Model.values()).map(this::line).toList(),
                rows);
    }

    private Line line(Model model) {
        var same = new StringBuilder();
        var dashed = new StringBuilder();
        var marks = new ArrayList<Mark>();
        places().forEach(at -> {
            var score = score(model, at);
            if (score != null) {
                marks.add(new Mark(
                        look(model, at),
                        model.mark(x(at), y(score)),
                        number(x(at)),
                        name(at) + ", " + model.words + ": " + Compared.percent(score)));
            }
            var before = at == 0 ? null : score(model, at - 1);
            var step = step(at);
            if (score != null && before != null && step != Step.OTHER_JUDGE) {
                (step == Step.SAME ? same : dashed)
                        .append('M')
                        .append(number(x(at - 1)) + ' ' + number(y(before)))
                        .append('L')
                        .append(number(x(at)) + ' ' + number(y(score)));
            }
        });
        return new Line(model.look(), same.toString(), dashed.toString(), marks, legend(model));
    }

    private List<Mark> legend(Model model) {
        var legend = new ArrayList<Mark>();
        legend.add(legend(model, "", model.place, model.words));
        if (model == Model.CANDIDATE && places().anyMatch(at -> !look(model, at).isEmpty())) {
            legend.add(legend(model, "hollow", Model.values().length, "not published"));
        }
        return legend;
    }

    private static Mark legend(Model model, String look, int place, String words) {
        double x = ScoreCharts.LEFT + 5 + place * LEGEND;
        return new Mark(look, model.mark(x, 16), number(x + 9), words);
    }

    /** A candidate that was not published, or not yet; one that was rolled back was. */
    private String look(Model model, int at) {
        return model == Model.CANDIDATE && !history.entries().get(at).release().isOut() ? "hollow" : "";
    }

    private Row row(int at) {
        var entry = history.entries().get(at);
        var release = entry.release();
        var scored = entry.scored();
        var means = entry.at(set);
        var name = release.id().name();
        return new Row(
                new Link(name, "/releases/" + name),
                release.id().equals(here),
                release.state().words(),
                scored == null ? "" : scored.judge(),
                scored == null ? "" : scored.rubric(),
                means.map(it -> Integer.toString(it.questions()))
                        .orElse(scored == null ? "not there any more" : "not asked"),
                step(at) == Step.OTHER_QUESTIONS ? "others than before" : "",
                percent(at, Model.CANDIDATE),
                percent(at, Model.LAST),
                percent(at, Model.BASE));
    }

    private String percent(int at, Model model) {
        var score = score(model, at);
        return score == null ? "" : Compared.percent(score);
    }

    private String words() {
        int last = history.entries().size() - 1;
        return "A place for each of " + (last + 1) + (last == 0 ? " release" : " releases") + ", the latest last. "
                + Stream.of(Model.CANDIDATE, Model.LAST, Model.BASE)
                        .map(model -> model.words + ": "
                                + places().map(at -> percent(at, model))
                                        .map(percent -> percent.isEmpty() ? "none" : percent)
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "))
                + ". The numbers stand below, with the names of the releases.";
    }

    /** The latest has its day in any case. */
    private List<Tick> days() {
        int size = history.entries().size();
        int every = (size + DAYS - 1) / DAYS;
        return places().map(at -> new Tick(
                        number(x(at)),
                        (size - 1 - at) % every == 0
                                ? DAY.format(history.entries().get(at).release().startedAt())
                                : ""))
                .toList();
    }

    private @Nullable Step step(int at) {
        return history.step(at, set).orElse(null);
    }

    private @Nullable Double score(Model model, int at) {
        return history.entries().get(at).at(set).map(model::score).orElse(null);
    }

    private String name(int at) {
        return history.entries().get(at).release().id().name();
    }

    private Stream<Integer> places() {
        return IntStream.range(0, history.entries().size()).boxed();
    }

    private double x(int at) {
        int size = history.entries().size();
        double inset = 20;
        double width = ScoreCharts.RIGHT - ScoreCharts.LEFT - 2 * inset;
        return ScoreCharts.LEFT + inset + (size == 1 ? width / 2 : width * at / (size - 1));
    }

    private double y(double score) {
        return ScoreCharts.BOTTOM - (ScoreCharts.BOTTOM - ScoreCharts.TOP) * (score - low) / (high - low);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
