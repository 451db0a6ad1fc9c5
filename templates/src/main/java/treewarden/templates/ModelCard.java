package treewarden.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.LeafKind;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Withdrawal;

/** The card of a released model: Markdown with the front matter of the Hugging Face Hub. Its words are in {@code cards/}. */
public final class ModelCard {
    private static final CommentTemplate TEMPLATE = CommentTemplate.card("model-card");

    /** Lines of a table, and contributors that are named. */
    private static final int LINES = 100;

    /** Characters of somebody else's text in a cell. */
    private static final int CELL = 200;

    public String render(ModelCardModel model) {
        var about = model.about();
        var plan = model.plan();
        var previous = plan.previous();
        var values = new LinkedHashMap<String, Object>();
        values.put("front_matter", new Fragment(FrontMatter.of(about)));
        values.put("title", about.title());
        values.put("release", new Fragment(Markdown.text(model.release().name())));
        values.put("base", new Fragment(Markdown.code(about.baseModel())));
        var revision = model.training().baseRevision();
        values.put("base_revision", new Fragment(revision.isEmpty() ? "" : Markdown.code(revision)));
        values.put("leaf_counts", leafCounts(model));
        values.put(
                "teachers",
                new Fragment(about.teachers().stream()
                        .map(Markdown::code)
                        .limit(LINES)
                        .collect(Collectors.joining(", "))));
        values.put("taxonomy", new Fragment(Markdown.code(model.taxonomy())));
        values.put("commit", new Fragment(Markdown.code(plan.commit().hex())));
        values.put("since", previous == null ? "the beginning" : previous.name());
        values.put("changes", plan.words());
        values.put(
                "rows",
                DataCard.number(model.training().phases().stream()
                                .mapToLong(ModelCardModel.Phase::rows)
                                .sum())
                        + " rows");
        values.put("data_set", new Fragment(about.dataSet() == null ? "" : Markdown.code(about.dataSet())));
        values.put("manifest", new Fragment(Markdown.code(model.manifest().hex())));
        evaluation(model, values);
        values.put("last_name", previous == null ? "Last release" : previous.name());
        values.put(
                "phases",
                model.training().phases().stream().map(ModelCard::phase).toList());
        values.put("method", model.training().method());
        values.put("parts", parts(model));
        values.put(
                "withdrawn",
                plan.withdrawn().stream().limit(LINES).map(ModelCard::withdrawn).toList());
        values.put("contributors", new Fragment(contributors(plan.leaves())));
        return TEMPLATE.render(values).markdown() + "\n";
    }

    private static void evaluation(ModelCardModel model, Map<String, Object> values) {
        var evaluation = model.evaluation();
        values.put(
                "evaluation",
                evaluation.lines().stream()
                        .limit(LINES)
                        .map(line -> Map.<String, Object>of(
                                "name",
                                new Fragment(Markdown.text(line.name(), CELL)),
                                "questions",
                                DataCard.number(line.questions()),
                                "candidate",
                                new Fragment(score(line.candidate())),
                                "last",
                                new Fragment(score(line.last())),
                                "base",
                                new Fragment(score(line.base()))))
                        .toList());
        values.put("verdict", evaluation.verdict());
        values.put("reasons", evaluation.reasons());
    }

    private static String score(@Nullable Double score) {
        return score == null ? "–" : String.format(Locale.ROOT, "%.3f", score);
    }

    private static Map<String, Object> phase(ModelCardModel.Phase phase) {
        return Map.of(
                "name",
                new Fragment(Markdown.text(phase.name(), CELL)),
                "data",
                new Fragment(Markdown.text(phase.data(), CELL)),
                "rows",
                DataCard.number(phase.rows()),
                "epochs",
                phase.epochs(),
                "rate",
                new Fragment(String.format(Locale.ROOT, "%.1e", phase.learningRate())),
                "batch",
                DataCard.number(phase.batch()));
    }

    private static String leafCounts(ModelCardModel model) {
        var parts = Stream.of(LeafKind.values())
                .filter(kind -> model.leaves(kind) > 0)
                .map(kind -> DataCard.ofKind(model.leaves(kind), kind))
                .toList();
        return parts.isEmpty() ? "no leaves" : String.join(", ", parts);
    }

    /** The tree's two top levels, with how much of the data is theirs. */
    private static List<Map<String, Object>> parts(ModelCardModel model) {
        var parts = new TreeMap<String, long[]>();
        for (var leaf : model.plan().leaves()) {
            var steps = leaf.folder().split("/", 3);
            var part = steps.length > 1 ? steps[0] + "/" + steps[1] : steps[0];
            var sums = parts.computeIfAbsent(part, name -> new long[2]);
            sums[0]++;
            sums[1] += model.rows().getOrDefault(leaf.folder(), 0);
        }
        return parts.entrySet().stream()
                .limit(LINES)
                .map(part -> Map.<String, Object>of(
                        "name",
                        new Fragment(Markdown.code(part.getKey())),
                        "leaves",
                        DataCard.number(part.getValue()[0]),
                        "rows",
                        DataCard.number(part.getValue()[1])))
                .toList();
    }

    private static Map<String, Object> withdrawn(Withdrawal one) {
        return Map.of(
                "what", new Fragment(Markdown.code(one.what())), "why", new Fragment(Markdown.text(one.why(), CELL)));
    }

    private static String contributors(List<PlannedLeaf> leaves) {
        var names = leaves.stream()
                .flatMap(leaf -> leaf.origins().stream())
                .map(PlannedLeaf.Origin::contributor)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        var shown =
                new ArrayList<>(names.stream().limit(LINES).map(Markdown::code).toList());
        if (names.size() > LINES) {
            shown.add("and " + DataCard.number(names.size() - LINES) + " more");
        }
        return String.join(", ", shown);
    }
}
