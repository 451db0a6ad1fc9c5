package treewarden.domain;

/** A question and the answer that the contributor expects. */
public record QuestionAndAnswer(String question, String answer) {}
