package treewarden.domain;

/** A mechanical fix: replace the text from one position up to (not including) another. An insertion has both equal. */
public record Edit(Position from, Position to, String replacement) {}
