package treewarden.domain;

/**
 * Words on lines of a changed file, with what the lines could read instead.
 *
 * @param firstLine counted from 1, at the head commit
 * @param lastLine the same as {@code firstLine} for a single line
 * @param markdown what stands there, suggestion block included
 */
public record LineSuggestion(String path, int firstLine, int lastLine, String markdown) {}
