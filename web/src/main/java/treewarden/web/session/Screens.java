package treewarden.web.session;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import treewarden.web.view.KeptForm;

/** How the pages look, for those who decide who sees them. */
public interface Screens {
    /** A page that says what is wrong and what to do. */
    void problem(Context ctx, int status, String title, String advice);

    /** The same, with what somebody had typed. */
    void kept(Context ctx, int status, KeptForm form);

    /** The same for a program: a problem in JSON below {@code /api}, else a line of text. */
    void refusal(Context ctx, int status, String title, String advice);

    /** The handler, with its failures told on a page. */
    Handler guarded(Handler handler);
}
