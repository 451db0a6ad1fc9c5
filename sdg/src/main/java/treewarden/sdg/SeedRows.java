package treewarden.sdg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;
import treewarden.sdg.block.Row;

/** The rows that a leaf's pipeline starts from, with the columns of {@link treewarden.sdg.pipeline.SeedColumns}. */
public final class SeedRows {
    /** Questions of an example that a prompt shows. */
    private static final int SHOWN = 3;

    private SeedRows() {}

    /** One for each of the leaf's first seed examples. */
    public static List<Row> of(Leaf leaf, int atMost) {
        var columns =
                leaf instanceof Leaf.Skill skill ? skill(skill, atMost) : knowledge((Leaf.Knowledge) leaf, atMost);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < columns.size(); i++) {
            rows.add(Row.seed(i, columns.get(i)));
        }
        return rows;
    }

    /**
     * Each text with each of the leaf's first examples: text 0 with every example, then text 1, and so on. Made as they
     * are asked for.
     *
     * @param examples how many, at least 1; no more than the leaf has
     */
    public static Iterable<Row> over(Leaf.Knowledge leaf, List<String> texts, int examples) {
        return () -> IntStream.range(0, texts.size() * examples)
                .mapToObj(number -> Row.seed(
                        number,
                        knowledge(
                                leaf,
                                texts.get(number / examples),
                                leaf.examples().get(number % examples))))
                .iterator();
    }

    /** Each text with one example, in turns. */
    static List<Row> inTurns(Leaf.Knowledge leaf, List<String> texts) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < texts.size(); i++) {
            var example = leaf.examples().get(i % leaf.examples().size());
            rows.add(Row.seed(i, knowledge(leaf, texts.get(i), example)));
        }
        return rows;
    }

    private static List<Map<String, String>> skill(Leaf.Skill leaf, int atMost) {
        return leaf.examples().stream()
                .limit(atMost)
                .map(example -> skill(leaf, example))
                .toList();
    }

    private static Map<String, String> skill(Leaf.Skill leaf, SkillExample example) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("task_description", leaf.taskDescription());
        columns.put("seed_question", example.question());
        columns.put("seed_response", example.answer());
        var context = example.context();
        if (context != null) {
            columns.put("seed_context", context);
        }
        return columns;
    }

    /**
     * An example's context serves as the document, shown with the questions of the example after it: with its own
     * questions the teacher would only have to repeat them.
     */
    private static List<Map<String, String>> knowledge(Leaf.Knowledge leaf, int atMost) {
        var rows = new ArrayList<Map<String, String>>();
        var examples = leaf.examples();
        for (int i = 0; i < Math.min(atMost, examples.size()); i++) {
            rows.add(knowledge(leaf, examples.get(i).context(), examples.get((i + 1) % examples.size())));
        }
        return rows;
    }

    private static Map<String, String> knowledge(Leaf.Knowledge leaf, String document, KnowledgeExample shown) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("document", document);
        columns.put("document_outline", leaf.documentOutline());
        columns.put("domain", leaf.domain());
        columns.put("icl_document", shown.context());
        var questions = shown.questionsAndAnswers();
        for (int i = 0; i < SHOWN; i++) {
            var one = questions.isEmpty() ? new QuestionAndAnswer("", "") : questions.get(i % questions.size());
            columns.put("icl_query_" + (i + 1), one.question());
            columns.put("icl_response_" + (i + 1), one.answer());
        }
        return columns;
    }
}
