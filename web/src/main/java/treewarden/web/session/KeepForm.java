package treewarden.web.session;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import treewarden.web.view.KeptForm;
import treewarden.web.view.KeptForm.Field;

/** Keeps what somebody typed into a form that is not taken, so that nothing is typed twice. */
public final class KeepForm {
    /** What a page puts into a form: numbers, commits, names. What people type has a space in it, or is kept unseen. */
    private static final Pattern OF_THE_PAGE = Pattern.compile("[\\w./#:@+-]{0,80}");

    private static final int MOST_FIELDS = 300;

    private KeepForm() {}

    /** Whether this browser had somebody signed in before. */
    enum Before {
        NEVER,
        WAS
    }

    /** Sent by a page of another site; it must not become one of ours by a press of a button. */
    static KeptForm foreign(Context ctx, Access access) {
        return form(
                ctx,
                "This was sent by a page of another site",
                "Nothing was done. If you pressed a button of ours, open these pages at " + access.address("/")
                        + " and do it again there.",
                "",
                Again.NOT);
    }

    static KeptForm nobodyCanSignIn(Context ctx) {
        return form(
                ctx,
                "Nobody can sign in here",
                "These pages are to read: decide by a command in a comment on the pull request, or ask the operator to set"
                        + " up signing in.",
                "",
                Again.NOT);
    }

    static KeptForm signedOut(Context ctx, Access access, Before before) {
        var kept = form(
                ctx,
                before == Before.WAS ? "You are not signed in any more" : "Sign in first",
                "Nothing was done yet, and what you typed is kept below. Sign in, which opens a window of its own, then"
                        + " come back here and send it again.",
                "",
                Again.POSSIBLE);
        return new KeptForm(
                kept.title(),
                kept.advice(),
                SignInLink.to(access, SignInRoutes.DONE),
                kept.action(),
                "",
                kept.hidden(),
                kept.texts());
    }

    /** The database takes no writes. */
    public static KeptForm unwritten(Context ctx, String number) {
        return form(
                ctx,
                "Nothing can be written at the moment",
                "Nothing was done, and what you typed is kept below. The database is busy, or only lets us read: reading"
                        + " goes on. Send it again in a moment; if it stays so, tell the operator this number: "
                        + number
                        + ".",
                Visitor.of(ctx).formToken(),
                Again.POSSIBLE);
    }

    /** Something broke on the way, before or after it was done. */
    public static KeptForm broken(Context ctx, String number) {
        return again(
                ctx,
                "This could not be finished",
                "It is a fault in Treewarden, and it may be done or not: look there before you send it again. What you typed"
                        + " is kept below. Tell the operator this number, which stands in the log too: "
                        + number + ".");
    }

    /**
     * It is for others, as the code host says at this moment.
     *
     * @param whose who they are, such as {@code maintainers}
     */
    static KeptForm forOthers(Context ctx, String whose) {
        return again(
                ctx,
                "This is for " + whose,
                "The code host says that you are none of the " + whose
                        + " now, so nothing was done. What you typed is kept"
                        + " below: as soon as somebody has let you in there, send it again.");
    }

    /** Nobody could say whether they may. */
    static KeptForm unanswered(Context ctx) {
        return again(
                ctx,
                "The code host could not be asked",
                "Nobody could say whether you may do this, so nothing was done. What you typed is kept below: send it again"
                        + " in a minute.");
    }

    /** Something is to be changed, or has changed, before it can be done. */
    public static KeptForm again(Context ctx, String title, String advice) {
        return form(ctx, title, advice, Visitor.of(ctx).formToken(), Again.POSSIBLE);
    }

    /** The same, where people type these fields, so that one without a space in it can be changed too. */
    public static KeptForm again(Context ctx, String title, String advice, Set<String> typed) {
        var kept = again(ctx, title, advice);
        return new KeptForm(
                kept.title(),
                kept.advice(),
                kept.signIn(),
                kept.action(),
                kept.formToken(),
                kept.hidden().stream()
                        .filter(field -> !typed.contains(field.name()))
                        .toList(),
                Stream.concat(
                                kept.hidden().stream().filter(field -> typed.contains(field.name())),
                                kept.texts().stream())
                        .toList());
    }

    /** It comes from a page of ours that was made for another session: mostly from before they signed in again. */
    static KeptForm stale(Context ctx, Visitor visitor) {
        var person = visitor.person();
        return form(
                ctx,
                "Send it once more",
                "This form is from before you signed in" + (person == null ? "" : " as " + person.login())
                        + ", so nothing was done yet. Look it through and send it.",
                visitor.formToken(),
                Again.POSSIBLE);
    }

    private enum Again {
        POSSIBLE,
        NOT
    }

    private static KeptForm form(Context ctx, String title, String advice, String token, Again again) {
        var hidden = new ArrayList<Field>();
        var texts = new ArrayList<Field>();
        fields(ctx)
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.equals(Visitor.FORM_FIELD) && hidden.size() + texts.size() < MOST_FIELDS) {
                        (OF_THE_PAGE.matcher(value).matches() ? hidden : texts).add(new Field(name, value));
                    }
                }));
        var query = ctx.queryString();
        return new KeptForm(
                title,
                advice,
                null,
                again == Again.POSSIBLE ? ctx.path() + (query == null ? "" : "?" + query) : null,
                token,
                List.copyOf(hidden),
                List.copyOf(texts));
    }

    private static Map<String, List<String>> fields(Context ctx) {
        return isForm(ctx) ? ctx.formParamMap() : Map.of();
    }

    private static boolean isForm(Context ctx) {
        var type = ctx.contentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** Who wants no page as an answer. */
    static boolean isProgram(Context ctx) {
        var accepts = Objects.requireNonNullElse(ctx.header("Accept"), "");
        if (accepts.contains("text/html")) {
            return false;
        }
        return ctx.path().startsWith("/api/") || ctx.path().equals("/events") || !accepts.contains("*/*");
    }
}
