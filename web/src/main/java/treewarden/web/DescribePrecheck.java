package treewarden.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.web.view.Precheck;
import treewarden.web.view.Yield;

/** What a model answered, as the page shows it. */
final class DescribePrecheck {
    private static final int ANSWERS = 100;

    private DescribePrecheck() {}

    static Precheck of(PrecheckReport report) {
        var release = report.release();
        return new Precheck(
                release == null ? "The community model of the day" : "The model of release " + release,
                report.model(),
                report.judge(),
                new Yield(report.answers().size(), report.good()),
                report.answers().stream()
                        .limit(ANSWERS)
                        .map(DescribePrecheck::answer)
                        .toList(),
                Math.max(0, report.answers().size() - ANSWERS));
    }

    static List<Precheck> all(List<PrecheckReport> reports) {
        return reports.stream().map(DescribePrecheck::of).toList();
    }

    private static Precheck.Answer answer(PrecheckAnswer answer) {
        return new Precheck.Answer(
                answer.leaf(),
                answer.question(),
                answer.expected(),
                text(answer.actual()),
                DescribeSample.score(answer.score()),
                text(answer.reason()),
                text(answer.problem()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
