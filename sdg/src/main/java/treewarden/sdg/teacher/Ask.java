package treewarden.sdg.teacher;

/** One question to the teacher: equal asks to the same model are the same request. */
public record Ask(Prompt prompt, Sampling sampling) {}
