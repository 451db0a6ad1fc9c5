package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.taxonomy.RuleSetting;
import treewarden.taxonomy.schema.Schemas;

/** Questions and answers are as long as a teacher can imitate them. */
public final class TooLong implements Rule {
    /** The three pairs of a knowledge context together, in tokens, as the community asks. */
    private static final int PAIRS_OF_A_CONTEXT = 250;

    /** A skill's question or answer, in tokens: what leaves room for examples and a reply in a teacher's 4,096. */
    private static final int TEXT_OF_A_SKILL = 1000;

    /** A skill's file, in words, as the community asks. */
    private static final int WORDS_OF_A_SKILL = 2300;

    @Override
    public String name() {
        return "too-long";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return String.format(
                Locale.ROOT,
                "The pairs of a knowledge context have at most about %d tokens together, a skill's question or answer %d, a skill's file %,d words.",
                PAIRS_OF_A_CONTEXT,
                TEXT_OF_A_SKILL,
                WORDS_OF_A_SKILL);
    }

    @Override
    public List<Remark> check(Subject subject) {
        return subject.kind() == Schemas.Subject.KNOWLEDGE ? knowledge(subject) : skill(subject);
    }

    private static List<Remark> knowledge(Subject subject) {
        var remarks = new ArrayList<Remark>();
        var pairs = Pairs.of(subject);
        for (var from = 0; from < pairs.size(); ) {
            var example = pairs.get(from).question().example();
            var tokens = 0;
            var to = from;
            while (to < pairs.size() && pairs.get(to).question().example() == example) {
                tokens += Tokens.about(pairs.get(to).question().text())
                        + Tokens.about(pairs.get(to).answer().text());
                to++;
            }
            if (tokens > PAIRS_OF_A_CONTEXT && example > 0) {
                remarks.add(Remark.at(
                        pairs.get(from).question().node().at(),
                        "/seed_examples/" + (example - 1) + "/questions_and_answers",
                        "The questions and answers of example " + example + " have about " + tokens
                                + " tokens together; at most " + PAIRS_OF_A_CONTEXT + " fit.",
                        "Shorten the answers to what the question asks for."));
            }
            from = to;
        }
        return remarks;
    }

    private static List<Remark> skill(Subject subject) {
        var remarks = new ArrayList<Remark>();
        for (var passage : subject.passages()) {
            var tokens = Tokens.about(passage.text());
            var isPart = passage.role() == Passage.Role.QUESTION || passage.role() == Passage.Role.ANSWER;
            if (isPart && tokens > TEXT_OF_A_SKILL) {
                remarks.add(Remark.at(
                        passage.node().at(),
                        passage.pointer(),
                        String.format(
                                Locale.ROOT,
                                "%s has about %,d tokens; at most %,d fit.",
                                passage.name(),
                                tokens,
                                TEXT_OF_A_SKILL),
                        "Shorten it, or split the example."));
            }
        }
        var words = subject.passages().stream()
                .mapToInt(passage -> Tokens.words(passage.text()))
                .sum();
        if (words > WORDS_OF_A_SKILL) {
            remarks.add(Remark.onFile(
                    String.format(
                            Locale.ROOT,
                            "The leaf has %,d words; a skill has at most about %,d.",
                            words,
                            WORDS_OF_A_SKILL),
                    "Shorten the longest examples, or leave one out where there are more than five."));
        }
        return remarks;
    }
}
