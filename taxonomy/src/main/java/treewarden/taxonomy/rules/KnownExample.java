package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.domain.Finding;
import treewarden.domain.Printable;
import treewarden.taxonomy.Example;
import treewarden.taxonomy.LeafPaths;
import treewarden.taxonomy.OtherLeaves;
import treewarden.taxonomy.RuleSetting;

/** An example is not in another leaf already, be it of the taxonomy or of a pull request that came before. */
public final class KnownExample implements Rule {
    private static final int MOST = 500;

    @Override
    public String name() {
        return Finding.KNOWN_EXAMPLE;
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "No example asks and answers nearly the same as one of another leaf, or of an open pull request: the model would learn it twice.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        var folder = LeafPaths.folder(subject.place());
        var remarks = new ArrayList<Remark>();
        var pairs = Pairs.of(subject);
        for (var pair : pairs.subList(0, Math.min(pairs.size(), MOST))) {
            subject.around()
                    .others()
                    .nearest(new Example(pair.question().text(), pair.answer().text()), folder)
                    .ifPresent(match -> remarks.add(remark(pair, match)));
        }
        return remarks;
    }

    private static Remark remark(Pairs.Pair pair, OtherLeaves.Match match) {
        var number = match.pullRequest();
        return Remark.at(
                pair.question().node().at(),
                pair.question().pointer(),
                String.format(
                        Locale.ROOT,
                        "This question with its answer is about %.0f %% the same as one in %s%s.",
                        match.similarity() * 100,
                        Printable.plain(match.path()),
                        number == null ? "" : ", which the open pull request " + number + " brings"),
                number == null
                        ? "Add to that leaf, or choose examples that it does not have."
                        : "Agree with the author of pull request " + number + " on who brings it, or choose others.");
    }
}
