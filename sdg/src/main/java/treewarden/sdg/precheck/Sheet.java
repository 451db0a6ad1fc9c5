package treewarden.sdg.precheck;

import org.jspecify.annotations.Nullable;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.Printable;
import treewarden.domain.Score;
import treewarden.sdg.engine.Rejection;

/** What becomes of one question while a precheck runs. */
final class Sheet {
    /** As much of a text as a report holds; a reader who wants more has the leaf. */
    private static final int LONGEST = 4_000;

    private final SeedQuestion asked;
    private @Nullable String answer;
    private @Nullable Score score;
    private @Nullable String reason;
    private @Nullable String problem;

    Sheet(SeedQuestion asked) {
        this.asked = asked;
    }

    SeedQuestion asked() {
        return asked;
    }

    /** What the student said, whole; null where it said nothing. */
    @Nullable
    String answer() {
        return answer;
    }

    void answered(String text) {
        answer = text;
    }

    void judged(Score given, String why) {
        score = given;
        reason = why.isEmpty() ? null : why;
    }

    void failed(Rejection rejection, String who) {
        problem = words(rejection, who);
    }

    /** One of the models is not to be had: whatever its server did with this question, that is why it has no score. */
    void failed(String why) {
        problem = why;
    }

    /** In words for the contributor; the operator reads the server's own in the log of the job. */
    private static String words(Rejection rejection, String who) {
        return switch (rejection.kind()) {
            case TOO_LONG -> "Too long for " + who + " to read at once.";
            case REFUSED -> "The server of " + who + " refused it.";
            case UNANSWERED -> "The server of " + who + " gave no answer that can be read.";
            case CUT_SHORT -> "Not asked: " + Printable.plain(rejection.reason()) + ".";
            case UNUSABLE, FILTERED, DUPLICATE, BROKEN ->
                "Nothing that can be used came from " + who + ": "
                        + Printable.plain(rejection.reason().replaceFirst("^the teacher's answer", "its answer")) + ".";
        };
    }

    PrecheckAnswer done() {
        var context = asked.context();
        return new PrecheckAnswer(
                asked.leaf(),
                asked.example(),
                context == null ? null : bounded(context),
                bounded(asked.question()),
                bounded(asked.expected()),
                answer == null ? null : bounded(answer),
                score,
                reason,
                score == null ? problem : null);
    }

    private static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + " ...";
    }
}
