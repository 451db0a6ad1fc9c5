package treewarden.web.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import treewarden.web.releases.Scored.Step;

/** Says what is to be known to read the scores of several releases: where they cannot be compared, and why. */
final class ExplainScores {
    private final List<ScoreHistory.Entry> entries;
    private final ScoreHistory history;

    ExplainScores(ScoreHistory history) {
        this.history = history;
        this.entries = history.entries();
    }

    /** A sentence or two each. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        if (entries.size() == 1) {
            notes.add("Only one release was evaluated so far; from the second on there is a curve.");
        }
        notes.addAll(judges());
        if (isAny(Step.OTHER_QUESTIONS)) {
            notes.add(
                    "A dashed step leads to other questions than those of the release before, so a part of it is theirs."
                            + " What the base model does there shows how much, where that is the same model as before.");
        }
        notes.addAll(gaps());
        var held = entries.stream().filter(entry -> !entry.release().isOut()).toList();
        if (!held.isEmpty()) {
            notes.add("A hollow circle is a candidate that was not published: "
                    + held.stream()
                            .map(entry ->
                                    name(entry) + " (" + entry.release().state().words() + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return notes;
    }

    private List<String> judges() {
        var changes = new ArrayList<String>();
        Scored before = null;
        for (var entry : entries) {
            var scored = entry.scored();
            if (scored == null) {
                continue;
            }
            if (before != null && !scored.isJudgedAs(before)) {
                changes.add("From " + name(entry) + " on " + change(before, scored)
                        + ". Scores before and after cannot be compared, so the curves break there.");
            }
            before = scored;
        }
        return changes;
    }

    private static String change(Scored before, Scored now) {
        var judge = before.judge().equals(now.judge())
                ? null
                : "the judge is " + now.judge() + " instead of " + before.judge();
        var prompts = before.rubric().equals(now.rubric())
                ? null
                : "the judge's prompts are version " + now.rubric() + " instead of " + before.rubric();
        return both(judge, prompts);
    }

    private static String both(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return String.valueOf(one == null ? other : one);
        }
        return one + ", and " + other;
    }

    private List<String> gaps() {
        var gone = entries.stream().filter(entry -> entry.scored() == null).toList();
        if (gone.isEmpty()) {
            return List.of();
        }
        var names = gone.stream().map(ExplainScores::name).collect(Collectors.joining(", "));
        return List.of("What the evaluation of " + names + " found is not there any more, so the curves have a gap.");
    }

    private boolean isAny(Step step) {
        return history.sets().stream()
                .anyMatch(set -> IntStream.range(0, entries.size())
                        .anyMatch(
                                at -> history.step(at, set).filter(step::equals).isPresent()));
    }

    private static String name(ScoreHistory.Entry entry) {
        return entry.release().id().name();
    }
}
