package treewarden.web.view;

/**
 * A state with its age.
 *
 * @param state its slug
 * @param words as people read it
 * @param turn the slug of whose turn it is, which gives the colour
 */
public record Pill(String state, String words, String turn, Moment since) {}
