package treewarden.taxonomy.rules;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import treewarden.taxonomy.RuleSetting;
import treewarden.taxonomy.schema.Schemas;

/**
 * Knowledge is not filed as a skill, nor a skill as knowledge.
 *
 * <p>The keys tell it, or else how the questions are asked. Of all leaves ever committed upstream (their questions taken
 * once each) the words call none of 107 skills knowledge and 25 of 48 knowledge leaves; they call none of the 48 a skill
 * and 40 of the 107. So this finds about half, and what it finds is worth a look.
 */
public final class WrongKind implements Rule {
    /** From which share of the questions on their words count. */
    private static final double MOST_OF_THEM = 0.6;

    /** From which share of different beginnings on questions are no mere variations of one task. */
    private static final double VARIED = 0.5;

    private static final int FEWEST = 3;
    private static final int LONGEST = 200;
    private static final int WORDS_OF_A_BEGINNING = 3;

    /** How questions begin that ask for a fact. */
    private static final Pattern FACT = Pattern.compile(
            "(who|when|where|in what|in which|which|what (is|are|was|were|year|does|did|do)|how (many|much|old|long|far|tall))\\b.*",
            Pattern.CASE_INSENSITIVE);

    /** How prompts begin that set a task. */
    private static final Pattern TASK = Pattern.compile(
            "(please |can you )?(write|compose|create|generate|draft|summari[sz]e|rewrite|rephrase|paraphrase|translate|convert"
                    + "|extract|classify|list|sort|solve|calculate|compute|complete|correct|fix|edit|shorten|expand|turn|give me"
                    + "|make|act as|pretend|format|replace|remove|identify|find|suggest|provide)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    @Override
    public String name() {
        return "wrong-kind";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "Knowledge, which answers questions from a document, is not filed as a skill, which shows how a task is done,"
                + " nor the other way round.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        return subject.kind() == Schemas.Subject.SKILL ? skill(subject) : knowledge(subject);
    }

    private static List<Remark> skill(Subject subject) {
        if (subject.root().has("document") && subject.root().has("domain")) {
            return List.of(Remark.onFile(
                    "This looks like knowledge (it has a document and a domain), but it is filed as a skill.",
                    "Move it under knowledge."));
        }
        var questions = questions(subject);
        var isFreeform =
                Pairs.of(subject).stream().allMatch(pair -> pair.context().isBlank());
        if (isFreeform && isMostly(questions, WrongKind::asksForAFact) && isVaried(questions)) {
            return List.of(Remark.onFile(
                    "This looks like knowledge (most of its questions ask for a fact), but it is filed as a skill.",
                    "If the answers stand in a document, bring it as knowledge: passages of the document, with"
                            + " questions on each. If it shows how a task is done, say the task in its questions."));
        }
        return List.of();
    }

    private static List<Remark> knowledge(Subject subject) {
        if (subject.root().has("task_description") && !subject.root().has("document")) {
            return List.of(Remark.onFile(
                    "This looks like a skill (it has a task description and no document), but it is filed as knowledge.",
                    "Move it under compositional_skills, or name the document that it is from."));
        }
        if (isMostly(questions(subject), WrongKind::setsATask)) {
            return List.of(Remark.onFile(
                    "This looks like a skill (most of its questions set a task), but it is filed as knowledge.",
                    "Ask for what stands in the document, or bring it as a skill under compositional_skills."));
        }
        return List.of();
    }

    private static List<String> questions(Subject subject) {
        return subject.passages(Passage.Role.QUESTION).stream()
                .map(question -> question.text().strip())
                .toList();
    }

    private static boolean isMostly(List<String> questions, Predicate<String> kind) {
        return questions.size() >= FEWEST && questions.stream().filter(kind).count() >= MOST_OF_THEM * questions.size();
    }

    /** A short question that gives nothing to work on: no number, no list. */
    private static boolean asksForAFact(String question) {
        return question.length() < LONGEST
                && question.endsWith("?")
                && question.chars().filter(c -> c == ',').count() < 2
                && !DIGIT.matcher(question).find()
                && FACT.matcher(question).matches();
    }

    private static boolean setsATask(String question) {
        return TASK.matcher(question).lookingAt();
    }

    private static boolean isVaried(List<String> questions) {
        var beginnings = questions.stream().map(WrongKind::beginning).distinct().count();
        return beginnings >= VARIED * questions.size();
    }

    private static String beginning(String question) {
        var words = question.toLowerCase(Locale.ROOT).split("\\s+", WORDS_OF_A_BEGINNING + 1);
        return String.join(" ", List.of(words).subList(0, Math.min(WORDS_OF_A_BEGINNING, words.length)));
    }
}
