package treewarden.sandbox.teacher;

/**
 * A request as the teacher understood it.
 *
 * @param prompt the prompt, or all messages of a chat one after another; several prompts are parted by a line of dashes
 * @param answers how many answers to each prompt
 * @param maxTokens the bound on each answer
 * @param body the JSON as it came
 */
public record Asked(String path, String prompt, int answers, int maxTokens, String body) {}
