package treewarden.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.PlannedLeaf.Origin;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.Withdrawal;

/** The notes of a release, for the code host. Their words are in {@code comments/release-notes.md}. */
public final class ReleaseNotes {
    private static final CommentTemplate NOTES = CommentTemplate.named("release-notes");

    /** Lines of a list: the most with which the notes are not too long. */
    private static final List<Integer> LINES = List.of(100, 30, 10);

    /** GitHub takes 125,000 characters. */
    private static final int MOST = 60_000;

    /** Characters of somebody else's text in a line. */
    private static final int CELL = 200;

    /** Pull requests that are named of one person. */
    private static final int PULLS = 20;

    /**
     * What they say.
     *
     * @param model its repository on the Hub
     * @param pullRequest the address of a pull request by its number
     * @param verdict of the gate; null where there was none
     * @param decidedBy who had it published; null where the rule did
     * @param modelUrl where the model can be seen; null where it is nowhere public
     */
    public record Model(
            ReleaseId release,
            String model,
            ReleasePlan plan,
            IntFunction<String> pullRequest,
            @Nullable GateVerdict verdict,
            @Nullable String decidedBy,
            @Nullable String modelUrl,
            @Nullable String dataUrl) {}

    /** A line about a leaf that is different, with the part of the tree that it is in. */
    private record Line(String part, String words) {}

    /** The title of the release. */
    public String title(Model model) {
        return "Community model, " + model.release().name();
    }

    /** The notes' Markdown. */
    public String render(Model model) {
        var notes = "";
        for (int lines : LINES) {
            notes = render(model, lines);
            if (notes.length() <= MOST) {
                break;
            }
        }
        return notes;
    }

    private static String render(Model model, int lines) {
        var plan = model.plan();
        var previous = plan.previous();
        var different = different(model);
        var verdict = model.verdict();
        var values = new LinkedHashMap<String, Object>();
        values.put("model", new Fragment(Markdown.code(model.model())));
        values.put("commit", new Fragment(Markdown.code(plan.commit().brief())));
        values.put("changes", plan.words());
        values.put("since", previous == null ? "leaves, in its first release" : "leaves since " + previous.name());
        values.put("model_url", url(model.modelUrl()));
        values.put("data_url", url(model.dataUrl()));
        values.put("parts", parts(different, lines));
        values.put(
                "more_leaves", different.size() > lines ? more(different.size() - lines, "leaves are different") : "");
        values.put("contributors", contributors(model, lines));
        values.put("verdict", verdict == null ? "" : verdict(verdict, model.decidedBy()));
        values.put(
                "reasons",
                verdict == null
                        ? List.of()
                        : verdict.criteria().stream()
                                .limit(lines)
                                .map(criterion -> new Fragment(Markdown.text(criterion.words(), CELL)))
                                .toList());
        values.put(
                "withdrawn",
                plan.withdrawn().stream()
                        .limit(lines)
                        .map(ReleaseNotes::withdrawn)
                        .toList());
        values.put("left", left(plan.left(), lines));
        return NOTES.render(values).markdown();
    }

    private static Fragment url(@Nullable String url) {
        return new Fragment(url == null ? "" : url);
    }

    private static List<Line> different(Model model) {
        var lines = new ArrayList<Line>();
        var newIn = model.plan().newIn();
        for (var leaf : model.plan().leaves()) {
            if (leaf.change() != Change.UNCHANGED) {
                var folder = leaf.folder();
                lines.add(new Line(
                        part(folder), leaf.change().words() + ": " + code(folder) + from(newIn.apply(leaf), model)));
            }
        }
        for (var path : model.plan().removed()) {
            var folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : path;
            lines.add(new Line(part(folder), "removed: " + code(folder)));
        }
        return lines;
    }

    private static String from(List<Origin> brought, Model model) {
        var numbers = brought.stream().map(Origin::pullRequest).collect(Collectors.toCollection(TreeSet::new));
        return numbers.isEmpty() ? "" : ", " + pulls(numbers, model);
    }

    private static String pull(int number, Model model) {
        return Markdown.link("#" + number, model.pullRequest().apply(number));
    }

    /** The tree's two top levels, with what is different there. */
    private static List<Map<String, Object>> parts(List<Line> different, int lines) {
        var parts = different.stream()
                .limit(lines)
                .collect(Collectors.groupingBy(Line::part, TreeMap::new, Collectors.toList()));
        return parts.entrySet().stream()
                .map(part -> Map.<String, Object>of(
                        "name",
                        new Fragment(code(part.getKey())),
                        "lines",
                        part.getValue().stream()
                                .map(line -> new Fragment(line.words()))
                                .toList()))
                .toList();
    }

    private static String part(String folder) {
        var steps = folder.split("/", 3);
        return steps.length > 1 ? steps[0] + "/" + steps[1] : steps[0];
    }

    /** Those whose work is new in it, with the pull requests that brought it. */
    private static List<Map<String, Object>> contributors(Model model, int lines) {
        var all = new TreeMap<String, TreeSet<Integer>>(String.CASE_INSENSITIVE_ORDER);
        var newIn = model.plan().newIn();
        for (var leaf : model.plan().leaves()) {
            if (leaf.change() != Change.UNCHANGED) {
                newIn.apply(leaf)
                        .forEach(origin -> all.computeIfAbsent(origin.contributor(), any -> new TreeSet<>())
                                .add(origin.pullRequest()));
            }
        }
        var shown = all.entrySet().stream()
                .limit(lines)
                .map(one -> Map.<String, Object>of(
                        "name", new Fragment(code(one.getKey())), "pulls", new Fragment(pulls(one.getValue(), model))))
                .collect(Collectors.toCollection(ArrayList::new));
        if (all.size() > lines) {
            shown.add(Map.of("name", "And", "pulls", DataCard.number(all.size() - lines) + " more people"));
        }
        return shown;
    }

    private static String pulls(TreeSet<Integer> numbers, Model model) {
        var named =
                numbers.stream().limit(PULLS).map(number -> pull(number, model)).collect(Collectors.joining(", "));
        return numbers.size() > PULLS ? named + " and " + (numbers.size() - PULLS) + " more" : named;
    }

    private static String verdict(GateVerdict verdict, @Nullable String decidedBy) {
        return "The gate (rule " + verdict.rule() + "): " + verdict.outcome().words() + "."
                + (decidedBy == null ? "" : " A maintainer read the numbers and had it published.");
    }

    private static Map<String, Object> withdrawn(Withdrawal one) {
        return Map.of("what", new Fragment(code(one.what())), "why", new Fragment(Markdown.text(one.why(), CELL)));
    }

    private static List<Fragment> left(List<String> reasons, int lines) {
        var shown = reasons.stream()
                .limit(lines)
                .map(reason -> new Fragment(Markdown.text(reason, CELL)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (reasons.size() > lines) {
            shown.add(new Fragment(more(reasons.size() - lines, "are left out")));
        }
        return shown;
    }

    private static String more(int count, String what) {
        return DataCard.number(count) + " more " + what + ".";
    }

    private static String code(String text) {
        return Markdown.code(text.length() > CELL ? text.substring(0, CELL) + "…" : text);
    }
}
