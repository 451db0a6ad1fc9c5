package treewarden.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.templates.Markdown.Labelled;

/** A sample report as a template shows it. */
final class SampleView {
    /** Names of leaves that were left out; the others are a number. */
    private static final int NAMED = 5;

    /** So much of a context says which one it is; a piece of a document is a page long, and its rows repeat it. */
    private static final int CONTEXT = 400;

    private SampleView() {}

    static Map<String, Object> of(SampleReport report, Detail detail) {
        var view = new LinkedHashMap<String, Object>();
        view.put("teacher", new Fragment(Markdown.code(report.teacher())));
        view.put("requests", number(report.usage().requests()));
        view.put("tokens", number(report.usage().tokens()));
        view.put("seconds", seconds(report.millis()));
        view.put("kept", report.kept());
        view.put("made", report.made());
        view.put("sampled", report.leaves().size());
        view.put(
                "open",
                report.leaves().stream()
                        .limit(detail.leaves())
                        .map(leaf -> leaf(leaf, detail))
                        .toList());
        var listed = report.leaves().stream()
                .skip(detail.leaves())
                .limit(detail.listed())
                .map(leaf -> line(leaf, detail))
                .toList();
        view.put("listed", listed);
        view.put("unlisted", Math.max(0, report.leaves().size() - detail.leaves() - listed.size()));
        int named = detail.leaves() + detail.listed() > 0 ? NAMED : 0;
        view.put("omitted", report.omitted().size());
        view.put(
                "omitted_names",
                report.omitted().stream().limit(named).map(SampleView::name).toList());
        view.put("omitted_more", Math.max(0, report.omitted().size() - named));
        return view;
    }

    private static Map<String, Object> leaf(LeafSample sample, Detail detail) {
        var view = new LinkedHashMap<String, Object>(line(sample, detail));
        view.put("kind", sample.kind().words());
        view.put("pipeline", new Fragment(Markdown.code(sample.pipeline())));
        view.put("funnel", sample.funnel().inOneLine());
        view.put("tokens", number(sample.usage().tokens()));
        view.put("seconds", seconds(sample.millis()));
        view.put(
                "notes",
                sample.notes().stream()
                        .limit(5)
                        .map(note -> new Fragment(Markdown.text(note, detail.line())))
                        .toList());
        view.put(
                "rows",
                sample.kept().stream()
                        .limit(detail.rows())
                        .map(row -> row(row, detail))
                        .toList());
        view.put(
                "rejected",
                sample.rejected().stream().limit(1).map(row -> row(row, detail)).toList());
        return view;
    }

    private static Map<String, Object> line(LeafSample sample, Detail detail) {
        var problem = sample.problem();
        return Map.of(
                "name",
                new Fragment(Markdown.text(sample.leaf(), detail.line())),
                "kept",
                sample.funnel().kept(),
                "made",
                sample.funnel().made(),
                "problem",
                new Fragment(problem == null ? "" : Markdown.text(problem, detail.line())));
    }

    private static Map<String, Object> row(SampleRow row, Detail detail) {
        var score = row.score();
        return Map.of(
                "text",
                new Fragment(Markdown.fence(parts(row), detail.block())),
                "score",
                score == null ? "" : score.words(),
                "reason",
                new Fragment(row.reason() == null ? "" : Markdown.text(row.reason(), detail.line())),
                "rejected_by",
                new Fragment(row.rejectedBy() == null ? "" : Markdown.code(row.rejectedBy())));
    }

    private static List<Labelled> parts(SampleRow row) {
        var parts = new ArrayList<Labelled>();
        if (row.context() != null) {
            parts.add(new Labelled("Context", beginning(row.context())));
        }
        parts.add(new Labelled("Question", row.question()));
        if (row.answer() != null) {
            parts.add(new Labelled("Answer", row.answer()));
        }
        return parts;
    }

    private static Fragment name(String leaf) {
        return new Fragment(Markdown.code(leaf));
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Whole seconds, and at least one: nothing takes none. */
    private static String seconds(long millis) {
        return number(Math.max(1, Math.round(millis / 1000.0)));
    }

    private static String beginning(String context) {
        if (context.length() <= CONTEXT) {
            return context;
        }
        int space = context.lastIndexOf(' ', CONTEXT);
        return context.substring(0, space < CONTEXT / 2 ? CONTEXT : space) + " ...";
    }
}
