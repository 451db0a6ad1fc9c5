package treewarden.taxonomy;

/** A seed question with its answer, for comparing it with others. */
public record Example(String question, String answer) {}
