package treewarden.sdg.mix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which system prompt the rows get: a student is trained with the one that it will be asked with.
 *
 * @param byStudent architecture of the student, such as {@code llama} or {@code granite}, to its system prompt
 * @param otherwise for every other student
 */
public record SystemPrompts(Map<String, String> byStudent, String otherwise) {
    /** Ours: short, and no claim about who the student is or who made it. */
    public static final String NEUTRAL =
            "You are a helpful assistant. Answer carefully and plainly, and say so when you do not know.";

    public static final SystemPrompts USUAL = new SystemPrompts(Map.of(), NEUTRAL);

    public SystemPrompts {
        byStudent = Map.copyOf(byStudent);
    }

    public String of(@Nullable String student) {
        return student == null ? otherwise : byStudent.getOrDefault(student, otherwise);
    }
}
