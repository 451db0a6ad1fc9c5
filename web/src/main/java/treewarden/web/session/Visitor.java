package treewarden.web.session;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Person;

/**
 * Who looks at a page.
 *
 * @param person null where nobody has signed in
 * @param formToken stands in every form of theirs as the hidden field {@link #FORM_FIELD}, and is asked for at each POST
 */
public record Visitor(@Nullable Person person, PageRole role, String formToken) {
    public static final String FORM_FIELD = "form-token";

    /** Somebody who has not signed in, and can send no form. */
    public static final Visitor ANYBODY = new Visitor(null, PageRole.READER, "");

    private static final String ATTRIBUTE = "treewarden.visitor";

    /** Who asks for this page; known before any handler of a page runs. */
    public static Visitor of(Context ctx) {
        Visitor visitor = ctx.attribute(ATTRIBUTE);
        return visitor == null ? ANYBODY : visitor;
    }

    /** Who sent this form: somebody, as a form that nobody signed for is answered before any handler of a page runs. */
    public static Person sender(Context ctx) {
        var person = of(ctx).person();
        if (person == null) {
            throw new IllegalStateException("a form of nobody came as far as " + ctx.path());
        }
        return person;
    }

    /** Says for the handlers that come who asks. */
    void accompany(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }
}
