package treewarden.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;

/** What a model answered to the seed questions, as a template shows it: beside what was expected, and what came before. */
final class PrecheckView {
    /** Reasons of failures that are told; there are seldom more. */
    private static final int MOST_REASONS = 3;

    /** As much of a context as tells which one it is. */
    private static final int CONTEXT = 120;

    /** Lines of one text in a cell. */
    private static final int LINES = 8;

    private final PrecheckReport report;
    private final Optional<PrecheckReport> before;
    private final int cell;
    private int room;

    private PrecheckView(PrecheckReport report, Optional<PrecheckReport> before, Detail detail) {
        this.report = report;
        this.before = before;
        this.cell = 20 * detail.answers();
        this.room = detail.answers();
    }

    /** The last of the reports, beside the first where that is of the model before. */
    static Map<String, Object> of(List<PrecheckReport> reports, Detail detail) {
        var last = reports.get(reports.size() - 1);
        var first = reports.get(0);
        var before = last.release() != null && first.release() == null
                ? Optional.of(first)
                : Optional.<PrecheckReport>empty();
        return new PrecheckView(last, before, detail).view();
    }

    private Map<String, Object> view() {
        var view = new LinkedHashMap<String, Object>();
        var release = report.release();
        view.put("release", release == null ? "" : release);
        view.put("before", before.isPresent());
        view.put("good", report.good());
        view.put("good_before", before.map(PrecheckReport::good).orElse(0));
        view.put("questions", report.answers().size());
        view.put("failed", report.failed());
        view.put("failed_why", failures());
        view.put("model", code(report.model()));
        view.put("model_before", code(before.map(PrecheckReport::model).orElse("")));
        view.put("judge", code(report.judge()));
        view.put("tokens", String.format(Locale.ROOT, "%,d", report.usage().tokens()));
        view.put("comparable", before.map(this::isComparable).orElse(true));
        var leaves = leaves();
        view.put("leaves", leaves);
        view.put("unshown", leaves.isEmpty() ? 0 : report.answers().size() - shown(leaves));
        view.put("unasked", report.unasked());
        view.put("omitted", report.omitted().size());
        return view;
    }

    private boolean isComparable(PrecheckReport earlier) {
        return earlier.rubric().equals(report.rubric()) && earlier.judge().equals(report.judge());
    }

    private List<Fragment> failures() {
        return report.answers().stream()
                .flatMap(answer -> Optional.ofNullable(answer.problem()).stream())
                .distinct()
                .limit(MOST_REASONS)
                .map(problem -> new Fragment(Markdown.text(problem, 300)))
                .toList();
    }

    private List<Map<String, Object>> leaves() {
        var leaves = new ArrayList<Map<String, Object>>();
        report.byLeaf().forEach((leaf, answers) -> {
            int shown = Math.min(room, answers.size());
            if (shown > 0) {
                room -= shown;
                leaves.add(Map.of(
                        "name",
                        code(leaf),
                        "good",
                        answers.stream().filter(PrecheckAnswer::isGood).count(),
                        "questions",
                        answers.size(),
                        "rows",
                        answers.stream().limit(shown).map(this::row).toList()));
            }
        });
        return leaves;
    }

    private static int shown(List<Map<String, Object>> leaves) {
        return leaves.stream()
                .mapToInt(leaf -> ((List<?>) Objects.requireNonNull(leaf.get("rows"))).size())
                .sum();
    }

    private Map<String, Object> row(PrecheckAnswer answer) {
        var row = new LinkedHashMap<String, Object>();
        row.put("question", new Fragment(question(answer)));
        row.put("expected", new Fragment(cell(answer.expected(), cell)));
        row.put("actual", new Fragment(actual(answer)));
        row.put("score", new Fragment(score(answer)));
        row.put("after", new Fragment(scored(answer)));
        row.put("before", new Fragment(earlier(answer).map(this::scored).orElse("not asked")));
        return row;
    }

    private Optional<PrecheckAnswer> earlier(PrecheckAnswer answer) {
        return before.stream()
                .flatMap(report -> report.answers().stream())
                .filter(one -> one.leaf().equals(answer.leaf())
                        && one.question().equals(answer.question())
                        && Objects.equals(one.context(), answer.context()))
                .findFirst();
    }

    private String question(PrecheckAnswer answer) {
        var context = answer.context();
        var question = cell(answer.question(), cell);
        return context == null
                ? question
                : question + "<br><sub>with its context: " + Markdown.text(context, CONTEXT) + "</sub>";
    }

    private String actual(PrecheckAnswer answer) {
        var actual = answer.actual();
        return actual == null ? "none" : cell(actual, cell);
    }

    private static String score(PrecheckAnswer answer) {
        var score = answer.score();
        var why = score == null ? answer.problem() : answer.reason();
        return (score == null ? "failed" : score.words()) + (why == null ? "" : ": " + Markdown.text(why, 200));
    }

    /** The answer after its score, where two of them stand side by side. */
    private String scored(PrecheckAnswer answer) {
        var score = answer.score();
        return "**" + (score == null ? "failed" : score.words()) + "**"
                + (answer.actual() == null ? "" : " " + actual(answer));
    }

    /** Text with its first lines, in a table's cell. */
    private static String cell(@Nullable String untrusted, int atMost) {
        var out = new StringBuilder();
        int left = atMost;
        int lines = 0;
        for (var line : bounded(untrusted, atMost).strip().split("\\R+")) {
            if (lines == LINES || left <= 0) {
                return out.append("<br>...").toString();
            }
            out.append(lines == 0 ? "" : "<br>").append(Markdown.text(line, left));
            left -= line.length();
            lines++;
        }
        return out.toString();
    }

    /** The bound comes first: nothing is split and escaped that nobody sees. */
    private static String bounded(@Nullable String untrusted, int shown) {
        var text = untrusted == null ? "" : untrusted;
        return text.length() > 4 * shown ? text.substring(0, 4 * shown) : text;
    }

    private static Fragment code(String name) {
        return new Fragment(Markdown.code(name));
    }
}
