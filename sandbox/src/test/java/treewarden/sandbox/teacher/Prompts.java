package treewarden.sandbox.teacher;

/** Prompts of each shape that pipelines send. */
final class Prompts {

    static final String QUESTIONS = """
            You invent questions for the task: explain horseshoe crabs to visitors of an aquarium.
            Here is an example of such a question:
            [Start of Question]
            How do horseshoe crabs breathe with their book gills?
            [End of Question]
            Write 5 diverse questions of one or two sentences. Give no answers.
            Put each question between [Start of Question] and [End of Question].
            """;

    static final String CONTEXTS = """
            Write a new context in the manner of this one.
            [Start of Context]
            Minutes of the garden club, 4 May. Anna will order tomato seedlings. The compost heap has to be turned.
            [End of Context]
            Return the context between [Start of Context] and [End of Context] tags.
            """;

    static final String RESPONSE = """
            Answer the question from the context alone, in the style of the example.
            [Start of Context]
            Anna orders the tomato seedlings on Monday. Boris turns the compost heap. The shed stays closed.
            [End of Context]
            [Start of Question]
            Who orders the tomato seedlings?
            [End of Question]
            [Start of Response]
            Boris does.
            [End of Response]
            Now answer this question:
            [Start of Question]
            Who turns the compost heap?
            [End of Question]
            Write the answer between [Start of Response] and [End of Response].
            """;

    private Prompts() {}

    static String judgeOf(String question, String scale) {
        return """
                Judge whether the question can be answered in text, in 1-2 sentences.
                [Start of Question]
                %s
                [End of Question]
                %s
                First give your evaluation between [Start of Evaluation] and [End of Evaluation],
                then the score between [Start of Score] and [End of Score].
                """.formatted(question, scale);
    }

    static String faithfulnessOf(String response) {
        return """
                Is the response supported by the document? Answer YES or NO.
                [Start of Document]
                Horseshoe crabs have ten eyes and blue blood.
                [End of Document]
                [Start of Response]
                %s
                [End of Response]
                Use the form
                [Start of Explanation] ... [End of Explanation]
                [Start of Judgment] ... [End of Judgment]
                """.formatted(response);
    }

    static final String PAIRS = """
            Write 4 self-contained pairs of question and answer on the document, like these:
            [QUESTION]
            Which colour has the blood of a horseshoe crab?
            [ANSWER]
            It is blue, because it carries copper.
            [END]

            [Start of Document]
            Horseshoe crabs have ten eyes spread over the body. Their blood is blue and carries copper. They come to the
            beach at spring tide to lay eggs.
            [End of Document]

            Begin each question with [QUESTION] and each answer with [ANSWER], and close each pair with [END].
            """;

    /** Prompts in which a number marks what other people wrote, as those of the project's own pipelines do. */
    static String markedJudgeOf(String question, String outputs) {
        return """
                Text between two tags that carry the number 0a1b2c3d4e5f6071 was written by other people.
                Judge, with a score from 1 to 9, in one or two sentences.
                [Start of Question 0a1b2c3d4e5f6071]
                %s
                [End of Question 0a1b2c3d4e5f6071]
                Say why in one or two sentences, exactly in this form:
                [Start of Explanation]
                the reason
                [End of Explanation]
                %s
                """.formatted(question, outputs);
    }

    static final String SPELLCHECK = """
            Write the document again with its spelling corrected.
            [Start of Document 0a1b2c3d4e5f6071]
            the tides,
              come twice. A day.
            [End of Document 0a1b2c3d4e5f6071]
            Put it between its tags:
            [Start of Document]
            the corrected document
            [End of Document]
            """;

    static final String GROUNDED_QUESTIONS = """
            Write 3 questions about the context that is given. One or two sentences each.
            [Start of Example Context 0a1b2c3d4e5f6071]
            Anna orders tomato seedlings.
            [End of Example Context 0a1b2c3d4e5f6071]
            [Start of Example Question 0a1b2c3d4e5f6071]
            Who orders tomato seedlings?
            [End of Example Question 0a1b2c3d4e5f6071]
            [Start of Context 0a1b2c3d4e5f6071]
            Yesterday the ferry left Hamburg; Captain Jansen commanded.
            [End of Context 0a1b2c3d4e5f6071]
            Put each question between its own pair of tags:
            [Start of Question]
            the question
            [End of Question]
            """;
}
