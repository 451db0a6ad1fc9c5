package treewarden.sdg.quality;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row in front of the checks. */
record Subject(Ground ground, Said said) {
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
