package treewarden.sdg.quality;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions and answers are in the run's language, or in the one that the leaf's seed examples are in. */
final class ExpectedLanguage implements Check {
    @Override
    public String name() {
        return "language";
    }

    @Override
    public String documentation() {
        return "The language is that of the run or of the leaf's seed examples, where it can be told for sure. Leaves"
                + " whose seed examples are in several languages are not checked.";
    }

    @Override
    public String remedy() {
        return "Write the seed examples in the language that is wanted, and say in the task which it is.";
    }

    /** It looks at the languages of the seed examples itself. */
    @Override
    public boolean yieldsToSeeds() {
        return false;
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        var tag = subject.settings().language();
        var expected = tag == null ? null : Tongue.tagged(tag).orElse(null);
        var used = subject.ground().tongues();
        if (expected == null || used.size() > 1) {
            return null;
        }
        Set<Tongue> allowed = EnumSet.of(expected);
        allowed.addAll(used);
        return subject.inAnyPart(text -> Tongues.sure(text, allowed)
                .map(tongue -> "is in " + tongue.words() + ", where " + expected.words() + " is expected")
                .orElse(null));
    }
}
