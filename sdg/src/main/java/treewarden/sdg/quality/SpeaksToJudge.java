package treewarden.sdg.quality;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/** A row speaks to whoever asked, and not to the judge or to the model that reads it. */
final class SpeaksToJudge implements Check {
    private static final Pattern SPEECH = Pattern.compile(
            "\\b(?:ignore|disregard|forget)\\s+(?:\\w+\\s+){0,3}(?:previous|prior|above|earlier|preceding)\\s+(?:\\w+\\s+){0,2}"
                    + "(?:instructions?|prompts?|rules|messages)"
                    + "|\\b(?:score|rate|grade)\\s+(?:this|the|my)\\s+(?:answer|response|question|pair)\\s+"
                    + "(?:(?:with|as|at|a|an|the)\\s+){0,2}(?:\\d|full|highest|maximum|perfect|top)"
                    + "|\\bgive\\s+(?:this|my|the)\\s+(?:answer|response|question|pair)\\s+(?:(?:a|an|the)\\s+)?"
                    + "(?:score|highest|maximum|full|perfect|top)"
                    + "|\\b(?:dear|attention,?|note to(?: the)?)\\s+(?:judge|evaluator|grader)\\b"
                    + "|\\b(?:ignoriere?n?|vergiss|vergessen|missachten?)\\s+(?:\\w+\\s+){0,3}"
                    + "(?:vorherigen|bisherigen|obigen|vorigen|fr\u00fcheren|vorangegangenen)\\s+(?:\\w+\\s+){0,2}"
                    + "(?:anweisung|instruktion|vorgabe|regel)"
                    + "|\\b(?:bewerten?|benoten?)\\s+(?:sie\\s+)?(?:diese|die|meine)\\s+(?:antwort|frage)\\s+mit\\s+"
                    + "(?:\\w+\\s+){0,2}(?:\\d|h\u00f6chst|best|voll)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Markers WORTH_A_LOOK = Markers.of(
            "ignor",
            "disregard",
            "forget",
            "score ",
            "rate ",
            "grade ",
            "give ",
            "judge",
            "evaluator",
            "grader",
            "vergiss",
            "vergessen",
            "missacht",
            "bewerte",
            "benote");

    @Override
    public String name() {
        return "speaks-to-judge";
    }

    @Override
    public String documentation() {
        return "No instruction to the judge, and none to forget what was asked before.";
    }

    @Override
    public String remedy() {
        return "Look for such sentences in the seed examples and in the document, and take them out.";
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        return subject.inAnyPart(text -> {
            if (!WORTH_A_LOOK.in(text)) {
                return null;
            }
            var speech = SPEECH.matcher(text);
            return speech.find() ? "speaks to the judge: " + Printable.quoted(speech.group()) : null;
        });
    }
}
