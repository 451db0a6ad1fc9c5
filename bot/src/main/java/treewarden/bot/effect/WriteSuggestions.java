package treewarden.bot.effect;

import java.util.List;
import java.util.stream.Collectors;
import treewarden.domain.Effect.Suggest;
import treewarden.domain.LineSuggestion;
import treewarden.forge.ForgeException;
import treewarden.forge.LineComment;

/**
 * The lines of a head carry suggestions: in one review, once for a head. What stands there already from an earlier head
 * and is not outdated is not said again.
 *
 * <p>A comment of ours is known by its author and by a marker, since other reviews of ours may come to have comments too.
 */
final class WriteSuggestions {
    private static final String MARKER = "<!-- treewarden:suggestion -->";

    private WriteSuggestions() {}

    static Step step(Suggest effect, EffectContext context) {
        int number = effect.contribution().number();
        var pullRequest = context.forge().pullRequest(number);
        if (!pullRequest.open() || !pullRequest.head().equals(effect.head())) {
            return Step.FOUND_DONE;
        }
        var ours = context.forge().lineComments(number).stream()
                .filter(comment -> comment.author().id() == context.self().bot().id())
                .filter(comment -> comment.body().contains(MARKER))
                .toList();
        if (ours.stream().anyMatch(comment -> comment.commit().equals(effect.head()))) {
            return Step.FOUND_DONE;
        }
        var missing = missing(effect.lines(), ours);
        if (missing.isEmpty()) {
            return Step.FOUND_DONE;
        }
        try {
            context.forge().commentOnLines(number, effect.head(), effect.markdown(), missing);
            return Step.WROTE_AND_DONE;
        } catch (ForgeException.Invalid e) {
            // The code host shows less than it said, or the head moved: every fix is told in the comment as well.
            return Step.FOUND_DONE;
        }
    }

    private static List<LineSuggestion> missing(List<LineSuggestion> wanted, List<LineComment> ours) {
        var standing = ours.stream()
                .filter(comment -> !comment.isOutdated())
                .map(comment -> comment.path() + "\n" + comment.lastLine() + "\n" + normal(comment.body()))
                .collect(Collectors.toSet());
        return wanted.stream()
                .map(line -> new LineSuggestion(
                        line.path(),
                        line.firstLine(),
                        line.lastLine(),
                        line.markdown().strip() + "\n\n" + MARKER))
                .filter(line ->
                        !standing.contains(line.path() + "\n" + line.lastLine() + "\n" + normal(line.markdown())))
                .toList();
    }

    private static String normal(String markdown) {
        return markdown.replace("\r\n", "\n").strip();
    }
}
