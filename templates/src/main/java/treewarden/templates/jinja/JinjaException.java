package treewarden.templates.jinja;

/** A template that cannot be rendered. The message names the template and tells whoever edits it what to change. */
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JinjaException(String template, String what) {
        super(template + ": " + what);
    }
}
