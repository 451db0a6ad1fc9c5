package treewarden.sdg.mix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import treewarden.domain.Leaf;
import treewarden.sdg.data.DataRow;

/**
 * A leaf's evaluation questions with four choices, and the task by which lm-eval asks them.
 *
 * <p>The answer is the number of the right choice, from 0, in every file: numbering only the letters that occur, as the
 * reference does, would shift the answers of a file in which one never does.
 */
final class WriteEvaluation {
    private static final String LETTERS = "ABCD";
    private static final Pattern CHOICE = Pattern.compile("(?m)(?:^|\\s)([A-Z])\\) (.+)$");
    private static final Pattern LETTER = Pattern.compile("^\\W*([A-D])\\)");

    private final MixLeaf leaf;
    private final Provenance provenance;
    private final Output out;
    private final Set<String> asked = new HashSet<>();

    WriteEvaluation(MixLeaf leaf, Output out) {
        this.leaf = leaf;
        this.provenance = new Provenance(leaf);
        this.out = out;
    }

    /** A row of the evaluation pipeline; one that is no question with four choices, or was there before, is left out. */
    void write(DataRow row) {
        read(row.text("mmlubench_question"), row.text("mmlubench_answer"))
                .filter(question -> asked.add(question.text()))
                .ifPresent(question -> {
                    var columns = new LinkedHashMap<String, Object>();
                    columns.put("id", row.id());
                    columns.put("subject", subject(row));
                    columns.put("question", question.text());
                    columns.put("choices", question.choices());
                    columns.put("answer", question.answer());
                    columns.put("dataset_type", "mcq_qa");
                    columns.put("metadata", Json.text(Map.of("provenance", provenance.of(row))));
                    out.row(Json.line(columns));
                });
    }

    /** The task file's text. */
    static String task(String name, String dataFile) {
        var task = new LinkedHashMap<String, Object>();
        task.put("task", name);
        task.put("tag", "mmlu_pr");
        task.put("dataset_path", "json");
        task.put("dataset_name", null);
        task.put("dataset_kwargs", Map.of("data_files", Map.of("test", dataFile)));
        task.put("test_split", "test");
        task.put("output_type", "multiple_choice");
        task.put(
                "doc_to_text",
                "{{question.strip()}}\nA. {{choices[0]}}\nB. {{choices[1]}}\nC. {{choices[2]}}\nD. {{choices[3]}}\nAnswer:");
        task.put("doc_to_choice", "{{[choices[0], choices[1], choices[2], choices[3]]}}");
        task.put("doc_to_target", "{{answer}}");
        var accuracy = new LinkedHashMap<String, Object>();
        accuracy.put("metric", "acc");
        accuracy.put("aggregation", "mean");
        accuracy.put("higher_is_better", true);
        task.put("metric_list", List.of(accuracy));
        return Recipe.yaml(task);
    }

    private record Question(String text, List<String> choices, int answer) {}

    private static Optional<Question> read(String question, String answer) {
        var letter = LETTER.matcher(answer.strip());
        var choice = CHOICE.matcher(question);
        var choices = new ArrayList<String>();
        int start = -1;
        while (choice.find()) {
            if (choices.size() == LETTERS.length() || choice.group(1).charAt(0) != LETTERS.charAt(choices.size())) {
                return Optional.empty();
            }
            if (choices.isEmpty()) {
                start = choice.start();
            }
            choices.add(choice.group(2).strip());
        }
        if (choices.size() != LETTERS.length() || !letter.find()) {
            return Optional.empty();
        }
        var text = question.substring(0, start).strip();
        return text.isEmpty() || Set.copyOf(choices).size() != LETTERS.length()
                ? Optional.empty()
                : Optional.of(new Question(text, choices, LETTERS.indexOf(letter.group(1))));
    }

    private String subject(DataRow row) {
        var column = row.text("domain");
        return column.isEmpty() && leaf.leaf() instanceof Leaf.Knowledge knowledge ? knowledge.domain() : column;
    }
}
