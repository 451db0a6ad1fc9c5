package treewarden.templates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.LeafKind;
import treewarden.templates.DataCardModel.DataSetLine;
import treewarden.templates.DataCardModel.Documents;
import treewarden.templates.DataCardModel.FileLine;
import treewarden.templates.DataCardModel.LeafLine;
import treewarden.templates.DataCardModel.Role;

/** The card of a data set: Markdown with the front matter of the Hugging Face Hub. Its words are in {@code cards/}. */
public final class DataCard {
    private static final CommentTemplate TEMPLATE = CommentTemplate.card("data-card");

    /** Lines of a table; the rest are a count, and stand in the report. */
    private static final int LINES = 100;

    /** Documents of a leaf that are named. */
    private static final int NAMED = 5;

    /** Characters of somebody else's text in a cell. */
    private static final int CELL = 200;

    private static final int BAR = 24;

    public String render(DataCardModel model) {
        var about = model.about();
        var values = new LinkedHashMap<String, Object>();
        values.put("front_matter", new Fragment(FrontMatter.of(model)));
        values.put("title", about.title());
        values.put("rows", number(model.rows()));
        values.put("leaf_counts", leafCounts(model.leaves()));
        values.put("picture", model.funnels().isEmpty() ? "" : new Fragment("funnel.svg"));
        files(model.files(), values);
        values.put("kinds", kinds(model));
        values.put("made_by", madeBy(model.leaves()));
        values.put("data_sets", model.dataSets().stream().map(DataCard::dataSet).toList());
        leaves(model.leaves(), values);
        sources(model.leaves(), values);
        removed(model.removed(), values);
        values.put("seed", about.seed());
        values.put("commits", new Fragment(commits(model.leaves())));
        var command = about.command();
        values.put("command", new Fragment(command == null ? "" : Markdown.command(command)));
        values.put("skills_recipe", new Fragment("skills_recipe_" + about.name() + ".yaml"));
        values.put("knowledge_recipe", new Fragment("knowledge_recipe_" + about.name() + ".yaml"));
        values.put("run_note", new Fragment(runNote(model)));
        values.put("system_prompt", new Fragment(Markdown.text(about.systemPrompt())));
        return TEMPLATE.render(values).markdown() + "\n";
    }

    /** {@code 35 freeform skills, 1 grounded skill and 5 leaves of knowledge}, in the order of {@link LeafKind}. */
    private static String leafCounts(List<LeafLine> leaves) {
        var counts = DataCardModel.counted(leaves, LeafLine::kind);
        var parts = Stream.of(LeafKind.values())
                .filter(counts::containsKey)
                .map(kind -> ofKind(counts.getOrDefault(kind, 0L), kind))
                .toList();
        return parts.isEmpty() ? "no leaves" : String.join(", ", parts);
    }

    /** {@code 5 leaves of knowledge}, {@code 1 grounded skill}. */
    static String ofKind(long n, LeafKind kind) {
        return kind == LeafKind.KNOWLEDGE
                ? number(n) + (n == 1 ? " leaf" : " leaves") + " of knowledge"
                : number(n) + " " + kind.words() + (n == 1 ? "" : "s");
    }

    private static void files(List<FileLine> files, Map<String, Object> values) {
        var named = files.stream()
                .filter(file -> file.role() != Role.OF_A_LEAF && file.role() != Role.EVALUATION)
                .sorted(Comparator.comparing(FileLine::role).thenComparing(FileLine::name))
                .toList();
        values.put(
                "files",
                named.stream()
                        .map(file -> Map.<String, Object>of(
                                "name",
                                new Fragment(Markdown.code(file.name())),
                                "rows",
                                file.rows() == 0 ? "" : number(file.rows()),
                                "size",
                                new Fragment(String.format(Locale.ROOT, "%.2f", file.bytes() / 1e6)),
                                "what",
                                file.role().words()))
                        .toList());
        values.put("more_files", files.size() - named.size());
    }

    private static List<Map<String, Object>> kinds(DataCardModel model) {
        var kinds = new ArrayList<Map<String, Object>>();
        for (var funnel : model.funnels()) {
            long most = Math.max(
                    1,
                    funnel.steps().stream().mapToLong(step -> step.rows()).max().orElse(1));
            var steps = funnel.steps().stream()
                    .limit(LINES)
                    .map(step -> Map.of(
                            "words",
                            (Object) new Fragment(Markdown.text(step.words(), CELL)),
                            "rows",
                            number(step.rows()),
                            "bar",
                            new Fragment("█".repeat((int) Math.ceil((double) BAR * step.rows() / most)))))
                    .toList();
            var words = funnel.kind().words();
            kinds.add(Map.of(
                    "name",
                    words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                    "leaves",
                    funnel.leaves(),
                    "steps",
                    steps));
        }
        return kinds;
    }

    private record Maker(String teacher, String pipeline, String digest) {}

    private static List<Map<String, Object>> madeBy(List<LeafLine> leaves) {
        var makers = DataCardModel.counted(
                leaves,
                leaf -> new Maker(
                        leaf.teacher(), leaf.pipeline(), leaf.pipelineDigest().hex()));
        return makers.entrySet().stream()
                .limit(LINES)
                .map(maker -> Map.<String, Object>of(
                        "teacher", new Fragment(Markdown.code(maker.getKey().teacher())),
                        "pipeline", new Fragment(Markdown.code(maker.getKey().pipeline())),
                        "digest",
                                new Fragment(
                                        Markdown.code(maker.getKey().digest().substring(0, 12))),
                        "leaves", number(maker.getValue())))
                .toList();
    }

    private static Map<String, Object> dataSet(DataSetLine set) {
        return Map.of(
                "name", new Fragment(Markdown.code(set.name())),
                "mix", set.mix(),
                "rows", number(set.rows()),
                "taken", number(set.taken()));
    }

    private static void leaves(List<LeafLine> leaves, Map<String, Object> values) {
        var full = leaves.stream().filter(leaf -> leaf.rows() > 0).toList();
        values.put("leaves", full.stream().limit(LINES).map(DataCard::leaf).toList());
        values.put("more_leaves", Math.max(0, full.size() - LINES));
        values.put(
                "more_leaf_rows",
                number(full.stream().skip(LINES).mapToLong(LeafLine::rows).sum()));
        var barren = leaves.stream().filter(leaf -> leaf.rows() == 0).toList();
        values.put(
                "barren",
                barren.stream()
                        .limit(LINES)
                        .map(leaf -> Map.of("name", new Fragment(Markdown.code(leaf.path())), "why", why(leaf)))
                        .toList());
        values.put("more_barren", Math.max(0, barren.size() - LINES));
    }

    private static Fragment why(LeafLine leaf) {
        var problem = leaf.problem();
        return new Fragment(Markdown.text(
                problem == null ? "No row was left: " + leaf.funnel().inOneLine() : problem, CELL));
    }

    private static Map<String, Object> leaf(LeafLine leaf) {
        var pullRequest = leaf.pullRequest();
        var commit = leaf.commit();
        var source = Stream.of(
                        pullRequest == null ? null : Markdown.text(pullRequest, CELL),
                        commit == null ? null : Markdown.code(commit.brief()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return Map.of(
                "name", new Fragment(Markdown.code(leaf.path())),
                "kind", leaf.kind().words(),
                "source", new Fragment(source),
                "funnel", new Fragment(Markdown.text(leaf.funnel().inOneLine(), CELL)),
                "rows", number(leaf.rows()));
    }

    private static void sources(List<LeafLine> leaves, Map<String, Object> values) {
        var sources = leaves.stream().filter(leaf -> leaf.documents() != null).toList();
        values.put(
                "sources",
                sources.stream()
                        .limit(LINES)
                        .map(leaf -> source(leaf, Objects.requireNonNull(leaf.documents())))
                        .toList());
        values.put("more_sources", Math.max(0, sources.size() - LINES));
    }

    private static Map<String, Object> source(LeafLine leaf, Documents documents) {
        var words = new ArrayList<String>();
        documents.read().stream()
                .limit(NAMED)
                .map(note -> Markdown.code(note.path()))
                .forEach(words::add);
        if (documents.read().size() > NAMED) {
            words.add(number(documents.read().size() - NAMED) + " more");
        }
        documents.unread().stream()
                .limit(NAMED)
                .map(note -> Markdown.code(note.path()) + " was not read: "
                        + Markdown.text(Objects.requireNonNull(note.trouble()), CELL))
                .forEach(words::add);
        if (documents.unread().size() > NAMED) {
            words.add(number(documents.unread().size() - NAMED) + " more were not read");
        }
        return Map.of(
                "leaf", new Fragment(Markdown.code(leaf.path())),
                "repository", new Fragment(Markdown.code(documents.source().repo())),
                "commit", new Fragment(Markdown.code(documents.source().commit())),
                "documents", new Fragment(words.isEmpty() ? "none" : String.join(", ", words)));
    }

    private static void removed(Map<String, Long> removed, Map<String, Object> values) {
        values.put(
                "removed",
                removed.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(LINES)
                        .map(one -> Map.of(
                                "by", new Fragment(Markdown.text(one.getKey(), CELL)), "rows", number(one.getValue())))
                        .toList());
        values.put("more_removed", Math.max(0, removed.size() - LINES));
    }

    private static String commits(List<LeafLine> leaves) {
        var commits = leaves.stream()
                .map(LeafLine::commit)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (commits.size() == 1) {
            return "Commit of the taxonomy: " + Markdown.code(commits.get(0).hex()) + ".";
        }
        return commits.isEmpty() ? "" : "The leaves come from " + number(commits.size()) + " commits of the taxonomy.";
    }

    private static String runNote(DataCardModel model) {
        return model.files().stream().anyMatch(file -> file.role() == Role.EVALUATION)
                ? "Evaluation tasks for lm-eval are in `node_datasets_"
                        + model.about().name() + "/`; start lm-eval in this folder, from which they name their data."
                : "";
    }

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
