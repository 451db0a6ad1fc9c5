package treewarden.sdg.block;

import java.util.List;

/**
 * Reads a judgement in the form that was asked for, and only where there is nothing of that form in the other: a judge
 * that was asked for JSON may quote tags that stood in what it judged, and the other way round.
 */
record JudgeParser(AnswerParser asked, AnswerParser other) implements AnswerParser {
    static AnswerParser of(AnswerForm form, Judge judge, List<String> columns, AnswerParser tagged) {
        var json = new JsonParts(columns, judge.score());
        return form == AnswerForm.JSON ? new JudgeParser(json, tagged) : new JudgeParser(tagged, json);
    }

    @Override
    public Parsed parse(String answer) {
        var first = asked.parse(answer);
        if (!first.items().isEmpty() || first.broken() > 0) {
            return first;
        }
        var second = other.parse(answer);
        return second.items().isEmpty() ? first : second;
    }
}
