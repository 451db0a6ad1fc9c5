package treewarden.sdg.quality;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row in front of the checks, with its words, which several of them want. For one thread. */
final class Subject {
    private final Ground ground;
    private final Said said;
    private @Nullable Words answer;

    Subject(Ground ground, Said said) {
        this.ground = ground;
        this.said = said;
    }

    Ground ground() {
        return ground;
    }

    Said said() {
        return said;
    }

    /** The words of the answer, without signs. */
    Words answer() {
        var words = answer;
        if (words == null) {
            words = Words.of(said.answer());
            answer = words;
        }
        return words;
    }

    QualitySettings settings() {
        return ground.settings();
    }

    /** What a check finds first in what the model would be trained with, after the words for where it is. */
    @Nullable
    String inAnyPart(Function<String, @Nullable String> look) {
        var context = said.context() == null ? "" : said.context();
        for (var part : List.of(
                new Part("the question ", said.question()),
                new Part("the answer ", said.answer()),
                new Part("the context ", context))) {
            var found = look.apply(part.text());
            if (found != null) {
                return part.name() + found;
            }
        }
        return null;
    }

    private record Part(String name, String text) {}
}
