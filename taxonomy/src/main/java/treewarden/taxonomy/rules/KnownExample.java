package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.domain.Printable;
import treewarden.taxonomy.Example;
import treewarden.taxonomy.LeafPaths;
import treewarden.taxonomy.RuleSetting;

/** An example is not in another leaf of the taxonomy already. */
public final class KnownExample implements Rule {
    private static final int MOST = 500;

    @Override
    public String name() {
        return "known-example";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "No example asks and answers nearly the same as one of another leaf: the model would learn it twice.";
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
                    .ifPresent(match -> remarks.add(Remark.at(
                            pair.question().node().at(),
                            pair.question().pointer(),
                            String.format(
                                    Locale.ROOT,
                                    "This question with its answer is about %.0f %% the same as one in %s.",
                                    match.similarity() * 100,
                                    Printable.plain(match.path())),
                            "Add to that leaf, or choose examples that it does not have.")));
        }
        return remarks;
    }
}
