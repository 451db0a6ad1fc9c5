package treewarden.templates;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import treewarden.domain.CommitId;

/** What every template may know of a contribution, under the names that the templates use. */
final class Facts {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Notes that are told; a bot that has more to say than this says too much. */
    private static final int MOST_NOTES = 10;

    /** Lines of a reason that are shown. */
    private static final int MOST_LINES = 40;

    private Facts() {}

    static Map<String, Object> of(CommentModel model, Detail detail) {
        var contribution = model.contribution();
        var turn = contribution.turn();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("state", contribution.state().slug());
        facts.put("scope", model.scope().slug());
        facts.put("author", contribution.author().login());
        facts.put("turn", turn.whose().words());
        facts.put("turn_why", turn.why());
        facts.put("leaves", model.leafCount());
        facts.put("leaves_with_errors", model.leavesWithErrors());
        facts.put("errors", model.errors());
        facts.put("warnings", model.warnings());
        var reason = contribution.reason();
        facts.put(
                "decided_by",
                reason == null ? "" : new Fragment(Markdown.code(reason.by().login())));
        facts.put("reason", new Fragment(reason == null ? "" : quoted(reason.words(), detail.line())));
        var commit = model.commit();
        facts.put(
                "commit", new Fragment(Markdown.code(CommitId.isFull(commit) ? new CommitId(commit).brief() : commit)));
        facts.put("time", new Fragment(MINUTE.format(model.at())));
        facts.put(
                "page", new Fragment(Markdown.link("triage page", model.links().page())));
        var checkRun = model.links().checkRun();
        facts.put(
                "check_run",
                checkRun == null
                        ? new Fragment("the check run")
                        : new Fragment(Markdown.link("the check run", checkRun)));
        facts.put(
                "notes",
                model.notes().stream()
                        .limit(MOST_NOTES)
                        .map(note -> new Fragment(Markdown.text(note, detail.line())))
                        .toList());
        facts.putAll(sample(model.sample(), detail));
        return facts;
    }

    /** Somebody's words as a quote, line by line. */
    static String quoted(String words, int longestLine) {
        return words.strip()
                .lines()
                .limit(MOST_LINES)
                .map(line -> "> " + Markdown.text(line, longestLine))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Object> sample(LeafSampleState sample, Detail detail) {
        if (sample instanceof LeafSampleState.Reported reported) {
            var report = reported.report();
            return Map.of("sample", "reported", "sample_reason", "", "made", report.made(), "kept", report.kept());
        }
        if (sample instanceof LeafSampleState.Failed failed) {
            return none("failed", Markdown.text(failed.reason(), detail.line()));
        }
        if (sample instanceof LeafSampleState.NotYet notYet) {
            return none("not-yet", Markdown.text(notYet.reason(), detail.line()));
        }
        return none("running", "");
    }

    private static Map<String, Object> none(String state, String reason) {
        return Map.of("sample", state, "sample_reason", new Fragment(reason), "made", 0, "kept", 0);
    }
}
