package treewarden.worker.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.Leaf;
import treewarden.domain.release.Contamination;
import treewarden.domain.release.ExamQuestion;

/**
 * Looks for held-out questions among the rows to train on.
 *
 * <p>A question is found where {@value #RUN} words in a row of it are (the length that lm-eval and GPT-3's authors use), of
 * which the first is a word of the question and later ones may be of its answer; a shorter question where all of it is;
 * and one of fewer than {@value #FEW} words, which many texts hold by chance, where a whole message or its last paragraph
 * is the question. A question about a context of its own is found only where the context is found as well, since many
 * contexts are asked the same. The answer alone is not looked for: knowledge's answers are the document's own words, and
 * those are to be learnt. Runs that the leaves' other seed examples have too, such as the fixed words of a task, give
 * nothing away; a question that has no others is looked for whole.
 *
 * <p>Memory grows with the questions, not with the rows. Leave the rows out, and look again:
 * a row may hold several questions, and a mix without some rows may draw others.
 */
public final class CheckContamination {
    static final int RUN = 13;
    static final int FEW = 5;

    private final List<Wanted> wanted = new ArrayList<>();
    private final Grams<Integer> runs = new Grams<>();
    private final Grams<Integer> contexts = new Grams<>();
    private final Map<List<String>, List<Integer>> whole = new HashMap<>();

    /** A question that is looked for. */
    private record Wanted(ExamQuestion question, boolean withContext) {}

    /**
     * What was found, for the report, and the ids of the rows that have to be left out.
     *
     * @param rows empty where the data are clean
     */
    public record Found(Contamination report, Set<String> rows) {
        public Found {
            rows = Set.copyOf(rows);
        }
    }

    /** @param held the questions, and the leaves that may be trained on */
    public CheckContamination(HeldOut held) {
        this(held.questions(), held.leaves());
    }

    /** @param questions any that must not be trained on, such as those of the regression set as well */
    public CheckContamination(List<ExamQuestion> questions, List<Leaf> leaves) {
        var common = common(leaves);
        questions.forEach(question -> add(question, common));
    }

    /** Runs of words that the seed examples have that may be trained on. */
    private static Set<List<String>> common(List<Leaf> leaves) {
        var common = new HashSet<List<String>>();
        for (var leaf : leaves) {
            for (var example : SeedExample.of(leaf)) {
                example.questions().forEach(question -> common.addAll(runsOf(question)));
            }
        }
        return common;
    }

    private void add(ExamQuestion question, Set<List<String>> common) {
        int number = wanted.size();
        var words = WordsOf.text(question.question());
        var context = question.context();
        wanted.add(new Wanted(question, context != null && addContext(context, number)));
        if (words.size() < FEW) {
            whole.computeIfAbsent(words, key -> new ArrayList<>()).add(number);
            return;
        }
        var telling = new HashSet<>(runsOf(question));
        telling.removeAll(common);
        if (telling.isEmpty()) {
            telling.add(words);
        }
        telling.forEach(run -> runs.add(run, number));
    }

    /** Whether it says enough to be looked for. */
    private boolean addContext(String context, int number) {
        var words = WordsOf.text(context);
        cut(words, words.size()).forEach(run -> contexts.add(run, number));
        return !words.isEmpty();
    }

    /** Of 13 words, or the whole question where it has fewer. */
    private static Set<List<String>> runsOf(ExamQuestion question) {
        var words = new ArrayList<>(WordsOf.text(question.question()));
        int asked = words.size();
        if (asked < RUN) {
            return Set.of(List.copyOf(words));
        }
        words.addAll(WordsOf.text(question.expected()));
        return cut(words, asked);
    }

    /** All runs that begin within the first so many words. */
    private static Set<List<String>> cut(List<String> words, int begin) {
        int length = Math.min(RUN, words.size());
        var runs = new HashSet<List<String>>();
        for (int i = 0; i < begin && i + length <= words.size() && length > 0; i++) {
            runs.add(List.copyOf(words.subList(i, i + length)));
        }
        return runs;
    }

    /** Looks through the files, row by row. */
    public Found check(Iterable<Path> files, TrainingRows.Watch watch) {
        var hits = new LinkedHashMap<Integer, Hits>();
        var drop = new HashSet<String>();
        long rows = TrainingRows.read(files, watch, row -> {
            for (var hit : search(row).entrySet()) {
                hits.computeIfAbsent(hit.getKey(), number -> new Hits(hit.getValue()))
                        .add(row.id());
                drop.add(row.id());
            }
        });
        var report = hits.entrySet().stream()
                .map(hit -> hit.getValue().of(wanted.get(hit.getKey()).question()))
                .sorted((one, other) -> Long.compare(other.rows(), one.rows()))
                .toList();
        return new Found(new Contamination(rows, wanted.size(), report), drop);
    }

    /** The questions that the row holds, with the words that gave them away. */
    private Map<Integer, List<String>> search(TrainingRows.Row row) {
        var found = new HashMap<Integer, List<String>>();
        for (var text : row.messages()) {
            lookWhole(WordsOf.text(text), found);
            int last = text.strip().lastIndexOf("\n\n");
            if (last >= 0) {
                lookWhole(WordsOf.text(text.strip().substring(last)), found);
            }
        }
        // As one text: an answer follows its question in the next message.
        var all = WordsOf.text(String.join("\n", row.messages()));
        runs.find(all, found::putIfAbsent);
        if (found.keySet().stream().anyMatch(number -> wanted.get(number).withContext())) {
            var shown = new HashSet<Integer>();
            contexts.find(all, (number, run) -> shown.add(number));
            found.keySet().removeIf(number -> wanted.get(number).withContext() && !shown.contains(number));
        }
        return found;
    }

    private void lookWhole(List<String> words, Map<Integer, List<String>> found) {
        if (words.size() < FEW) {
            whole.getOrDefault(words, List.of()).forEach(number -> found.putIfAbsent(number, words));
        }
    }

    /** The rows that hold one question. */
    private static final class Hits {
        private static final int EXAMPLES = 20;

        private final List<String> words;
        private final List<String> examples = new ArrayList<>();
        private long rows;

        Hits(List<String> words) {
            this.words = words;
        }

        void add(String row) {
            rows++;
            if (examples.size() < EXAMPLES && !examples.contains(row)) {
                examples.add(row);
            }
        }

        Contamination.Hit of(ExamQuestion question) {
            return new Contamination.Hit(question.id(), question.leaf(), rows, examples, String.join(" ", words));
        }
    }
}
