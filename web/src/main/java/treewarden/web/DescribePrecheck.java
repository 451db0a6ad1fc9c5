package treewarden.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.web.view.Precheck;
import treewarden.web.view.Yield;

/** What models answered, as the page shows it. */
final class DescribePrecheck {
    private static final int OMITTED = 10;

    private final Moments moments;
    private final int most;

    /** @param most answers of one precheck */
    DescribePrecheck(Moments moments, int most) {
        this.moments = moments;
        this.most = most;
    }

    List<Precheck> all(List<PrecheckReport> reports) {
        return reports.stream().map(this::of).toList();
    }

    private Precheck of(PrecheckReport report) {
        var release = report.release();
        int all = report.answers().size();
        return new Precheck(
                release == null ? "The community model of the day" : "The model of release " + release,
                report.model(),
                report.judge(),
                moments.of(report.at()),
                DescribeSample.number(report.usage().tokens()),
                DescribeSample.seconds(report.millis()),
                good(report.answers()),
                report.failed(),
                leaves(report),
                Math.max(0, all - most),
                report.unasked(),
                report.omitted().stream().limit(OMITTED).toList(),
                Math.max(0, report.omitted().size() - OMITTED));
    }

    /** As the bot's comment has them: a leaf's answers stand together, and what there is no room for is at the end. */
    private List<Precheck.OfLeaf> leaves(PrecheckReport report) {
        var leaves = new ArrayList<Precheck.OfLeaf>();
        int left = most;
        for (var leaf : report.byLeaf().entrySet()) {
            var answers = leaf.getValue();
            if (left > 0) {
                leaves.add(new Precheck.OfLeaf(
                        leaf.getKey(),
                        good(answers),
                        answers.stream()
                                .limit(left)
                                .map(DescribePrecheck::answer)
                                .toList()));
            }
            left -= answers.size();
        }
        return leaves;
    }

    private static Yield good(List<PrecheckAnswer> answers) {
        return new Yield(answers.size(), (int)
                answers.stream().filter(PrecheckAnswer::isGood).count());
    }

    private static Precheck.Answer answer(PrecheckAnswer answer) {
        return new Precheck.Answer(
                answer.question(),
                text(answer.context()),
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
