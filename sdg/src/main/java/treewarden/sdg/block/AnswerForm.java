package treewarden.sdg.block;

/** How judges are asked to answer. Either form is understood whichever was asked for. */
public enum AnswerForm {
    /** Text between tags, which any teacher can write. */
    TAGS,
    /** A JSON object, by a schema that a teacher with structured output is held to. */
    JSON;

    /** What prompts call it, in the variable {@code answer_form}. */
    String word() {
        return this == JSON ? "json" : "tags";
    }
}
