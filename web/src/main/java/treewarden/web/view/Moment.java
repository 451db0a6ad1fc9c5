package treewarden.web.view;

/** A time: for machines, as an age, and to the second. */
public record Moment(String iso, String age, String exact) {}
