package treewarden.sdg.quality;

import org.jspecify.annotations.Nullable;

/** There is a question, and an answer that is not the question again. */
final class Answered implements Check {
    @Override
    public String name() {
        return "unanswered";
    }

    @Override
    public String documentation() {
        return "Question and answer both say something, and not the same.";
    }

    @Override
    public String remedy() {
        return "Look whether the task can be done from the question alone, in text.";
    }

    @Override
    public boolean yieldsToSeeds() {
        return false;
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        var question = Words.withSigns(subject.said().question());
        var answer = Words.withSigns(subject.said().answer());
        if (question.size() == 0) {
            return "the question is empty";
        }
        if (answer.size() == 0) {
            return "the answer is empty";
        }
        return answer.whole() == question.whole() ? "the answer only repeats the question" : null;
    }
}
