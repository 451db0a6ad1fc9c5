package treewarden.bot.effect;

import java.util.List;
import treewarden.domain.Effect.ShowDigest;
import treewarden.forge.Issue;

/** The issue with a week's digest is there, once, and those of other weeks are closed. */
final class WriteDigest {
    /** Tells our digests from other issues of ours; GitHub makes the label when it is first used. */
    static final String LABEL = "treewarden-digest";

    private WriteDigest() {}

    static Step step(ShowDigest effect, EffectContext context) {
        var marker = "<!-- treewarden:digest " + effect.week() + " -->";
        var ours = context.forge().issues(LABEL).stream()
                .filter(issue -> issue.author().id() == context.self().bot().id())
                .toList();
        var present =
                ours.stream().filter(issue -> issue.body().contains(marker)).findFirst();
        if (present.isEmpty()) {
            var issue = context.forge()
                    .createIssue(effect.title(), effect.markdown().strip() + "\n\n" + marker + "\n", List.of(LABEL));
            context.remembered().remember(effect.target(), issue.number());
            return Step.WROTE_AND_GOES_ON;
        }
        context.remembered().remember(effect.target(), present.get().number());
        return closeOne(
                ours.stream()
                        .filter(issue -> issue.open() && !issue.body().contains(marker))
                        .toList(),
                context);
    }

    private static Step closeOne(List<Issue> outdated, EffectContext context) {
        if (outdated.isEmpty()) {
            return Step.FOUND_DONE;
        }
        context.forge().close(outdated.get(0).number());
        return outdated.size() == 1 ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON;
    }
}
