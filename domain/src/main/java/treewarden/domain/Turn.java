package treewarden.domain;

/** Whose move it is, and why, in words: {@code the checks found something to change}. */
public record Turn(Party whose, String why) {}
