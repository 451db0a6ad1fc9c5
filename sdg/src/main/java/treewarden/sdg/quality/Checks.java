package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * The checks of a row by itself, in the order in which they are made: the first that objects gives the reason. Lengths come
 * first, so that no later check reads more than they allow.
 */
final class Checks {
    static final List<Check> ALL = List.of(
            new FittingLength(),
            new Answered(),
            new LeftoverTags(),
            new HiddenCharacters(),
            new Secrets(),
            new SpeaksToJudge(),
            new Refusal(),
            new RepeatedWords(),
            new ExpectedLanguage(),
            new CopiedPassage());

    private Checks() {}

    /** The names of all checks, those against other rows among them. */
    static List<String> names() {
        var names = new ArrayList<String>();
        ALL.forEach(check -> names.add(check.name()));
        for (var repeat : Repeat.values()) {
            names.add(repeat.check());
        }
        return names;
    }
}
