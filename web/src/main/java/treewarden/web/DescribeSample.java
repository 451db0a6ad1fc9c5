package treewarden.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Funnel;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.web.view.Sample;
import treewarden.web.view.Sample.Made;
import treewarden.web.view.Sample.Stair;
import treewarden.web.view.Yield;

/** A sample report as the page shows it. */
final class DescribeSample {
    private static final int OMITTED = 10;

    /** The stair's measures, in units of the picture. */
    private static final int STEP = 150;

    private static final int BAR = 142;
    private static final int TALLEST = 64;
    private static final int BELOW = 40;

    private DescribeSample() {}

    /** @param rows of each sort for each leaf */
    static Sample of(SampleReport report, int rows) {
        return new Sample(
                new Yield(report.made(), report.kept()),
                report.teacher(),
                number(report.usage().requests()),
                number(report.usage().tokens()),
                seconds(report.millis()),
                report.leaves().stream().map(leaf -> leaf(leaf, rows)).toList(),
                report.omitted().stream().limit(OMITTED).toList(),
                Math.max(0, report.omitted().size() - OMITTED));
    }

    private static Sample.OfLeaf leaf(LeafSample leaf, int rows) {
        var funnel = leaf.funnel();
        return new Sample.OfLeaf(
                leaf.leaf(),
                leaf.kind().words(),
                leaf.pipeline(),
                number(leaf.usage().tokens()),
                seconds(leaf.millis()),
                new Yield(funnel.made(), funnel.kept()),
                funnel(funnel),
                text(leaf.problem()),
                leaf.notes(),
                leaf.kept().stream().limit(rows).map(DescribeSample::made).toList(),
                Math.max(0, leaf.kept().size() - rows),
                leaf.rejected().stream().limit(rows).map(DescribeSample::made).toList(),
                Math.max(0, leaf.rejected().size() - rows));
    }

    private static Made made(SampleRow row) {
        return new Made(
                text(row.context()),
                row.question(),
                text(row.answer()),
                score(row.score()),
                text(row.reason()),
                text(row.rejectedBy()));
    }

    private static Sample.Funnel funnel(Funnel funnel) {
        var stairs = new ArrayList<Stair>();
        int before = funnel.made();
        int most = funnel.steps().stream().mapToInt(Funnel.Step::rows).max().orElse(0);
        for (var step : funnel.steps()) {
            int height = most == 0 ? 1 : Math.max(1, Math.round((float) TALLEST * step.rows() / most));
            int lost = before - step.rows();
            stairs.add(new Stair(
                    stairs.size() * STEP,
                    TALLEST - height,
                    BAR,
                    height,
                    number(step.rows()),
                    step.words(),
                    lost > 0 ? "-" + number(lost) : "",
                    step.block()));
            before = step.rows();
        }
        return new Sample.Funnel(
                funnel.inOneLine(), Math.max(1, stairs.size()) * STEP, TALLEST + BELOW, List.copyOf(stairs));
    }

    /** Empty where the judge scored nothing. */
    static Sample.Score score(@Nullable Score score) {
        return score == null
                ? new Sample.Score("", 0)
                : new Sample.Score(
                        score.words(), (int) Math.round(100 * score.share().orElse(0)));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    static String seconds(long millis) {
        return number(Math.max(1, Math.round(millis / 1000.0)));
    }
}
