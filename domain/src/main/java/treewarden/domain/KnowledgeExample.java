package treewarden.domain;

import java.util.List;

/** A seed example of knowledge: a passage of the document, and questions that it answers. */
public record KnowledgeExample(String context, List<QuestionAndAnswer> questionsAndAnswers) {
    public KnowledgeExample {
        questionsAndAnswers = List.copyOf(questionsAndAnswers);
    }
}
