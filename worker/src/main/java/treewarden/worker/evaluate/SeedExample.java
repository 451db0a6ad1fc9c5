package treewarden.worker.evaluate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.Leaf;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExamQuestion;

/** A leaf's seed example as the questions that it asks: one of a skill, some of a passage of knowledge. */
record SeedExample(List<ExamQuestion> questions) {
    private static final int ID = 32;

    /** In the leaf's order. */
    static List<SeedExample> of(Leaf leaf) {
        var all = new ArrayList<SeedExample>();
        if (leaf instanceof Leaf.Skill skill) {
            // As for the student of a precheck: a skill is asked with its context, knowledge without its document.
            skill.examples()
                    .forEach(one -> all.add(new SeedExample(List.of(
                            question(leaf, leaf.path(), one.context(), one.context(), one.question(), one.answer())))));
        } else if (leaf instanceof Leaf.Knowledge knowledge) {
            var document = knowledge.document();
            var cluster = "document " + id(document.repo() + '\n' + String.join("\n", document.patterns()));
            knowledge
                    .examples()
                    .forEach(one -> all.add(new SeedExample(one.questionsAndAnswers().stream()
                            .map(pair -> question(leaf, cluster, null, one.context(), pair.question(), pair.answer()))
                            .toList())));
        }
        return all;
    }

    private static ExamQuestion question(
            Leaf leaf,
            String cluster,
            @Nullable String context,
            @Nullable String passage,
            String question,
            String expected) {
        return new ExamQuestion(
                idOf(context, question), ExamPart.HELD_OUT, leaf.path(), cluster, context, passage, question, expected);
    }

    /** The same however the question is spaced and capitalised. */
    static String idOf(@Nullable String context, String question) {
        return id(plain(question) + '\n' + (context == null ? "" : plain(context)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String id(String text) {
        return Digest.of(text).hex().substring(0, ID);
    }

    List<String> ids() {
        return questions.stream().map(ExamQuestion::id).toList();
    }

    boolean isOneOf(Set<String> ids) {
        return questions.stream().anyMatch(question -> ids.contains(question.id()));
    }

    /** The leaf with these of its examples alone. */
    static Leaf only(Leaf leaf, List<Integer> kept) {
        if (leaf instanceof Leaf.Skill skill) {
            return new Leaf.Skill(
                    skill.path(),
                    skill.version(),
                    skill.createdBy(),
                    skill.taskDescription(),
                    kept.stream().map(skill.examples()::get).toList());
        }
        var knowledge = (Leaf.Knowledge) leaf;
        return new Leaf.Knowledge(
                knowledge.path(),
                knowledge.version(),
                knowledge.createdBy(),
                knowledge.domain(),
                knowledge.documentOutline(),
                knowledge.document(),
                kept.stream().map(knowledge.examples()::get).toList());
    }
}
