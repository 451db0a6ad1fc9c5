package treewarden.taxonomy.rules;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Edit;
import treewarden.domain.Position;

/**
 * What a rule has to say about a place: a finding without the file's and the rule's name.
 *
 * @param file the name of the file beside {@code qna.yaml} that it is about; null for {@code qna.yaml} itself
 */
public record Remark(
        @Nullable String file,
        Position at,
        String pointer,
        String message,
        String remedy,
        @Nullable Edit fix) {
    /** A remark on {@code qna.yaml} without a mechanical fix. */
    public static Remark at(Position at, String pointer, String message, String remedy) {
        return new Remark(null, at, pointer, message, remedy, null);
    }

    /** A remark on the file as a whole. */
    public static Remark onFile(String message, String remedy) {
        return at(Position.START, "", message, remedy);
    }

    /** The same remark with a fix. */
    public Remark with(Edit edit) {
        return new Remark(file, at, pointer, message, remedy, edit);
    }

    /** The same remark, about a file beside {@code qna.yaml}. */
    public Remark in(String other) {
        return new Remark(other, at, pointer, message, remedy, fix);
    }
}
