package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.taxonomy.Example;
import treewarden.taxonomy.LeafIndex;
import treewarden.taxonomy.RuleSetting;
import treewarden.taxonomy.Shingles;

/** Each example of a leaf shows something that the others do not. */
public final class RepeatedExample implements Rule {
    /** Beyond so many examples the comparison of each with each is cut short. */
    private static final int MOST = 500;

    @Override
    public String name() {
        return "repeated-example";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "No two examples of a leaf ask and answer nearly the same, by the runs of three words that they share.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        var pairs = Pairs.of(subject);
        var remarks = new ArrayList<Remark>();
        var seen = new ArrayList<Compared>();
        for (var i = 0; i < Math.min(pairs.size(), MOST); i++) {
            var compared = Compared.of(pairs.get(i));
            for (var j = 0; j < i; j++) {
                var similarity = seen.get(j).similarity(compared);
                if (similarity >= LeafIndex.LEAST) {
                    remarks.add(remark(pairs.get(i), pairs.get(j), similarity));
                    break;
                }
            }
            seen.add(compared);
        }
        return remarks;
    }

    /** A pair is repeated when both it and the text that it is about are: one question may be asked of many texts. */
    private record Compared(Shingles pair, Shingles context) {
        static Compared of(Pairs.Pair pair) {
            return new Compared(
                    Shingles.of(
                            new Example(pair.question().text(), pair.answer().text())),
                    Shingles.of(pair.context()));
        }

        double similarity(Compared other) {
            var similarity = pair.similarity(other.pair);
            return similarity < LeafIndex.LEAST ? similarity : Math.min(similarity, context.similarity(other.context));
        }
    }

    private static Remark remark(Pairs.Pair pair, Pairs.Pair earlier, double similarity) {
        var much = similarity > 0.999
                ? "the same as"
                : String.format(Locale.ROOT, "about %.0f %% the same as", similarity * 100);
        return Remark.at(
                pair.question().node().at(),
                pair.question().pointer(),
                "This question with its answer is " + much + " the one on line "
                        + earlier.question().node().line() + ".",
                "Replace one of the two by an example that shows something else.");
    }
}
