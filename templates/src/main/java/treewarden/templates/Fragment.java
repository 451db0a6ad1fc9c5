package treewarden.templates;

/** Markdown that {@link Markdown} or a template has made, and that another template takes as it is. */
record Fragment(String markdown) {}
