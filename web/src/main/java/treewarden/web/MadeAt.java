package treewarden.web;

import io.javalin.http.Context;

/**
 * How far things had come before a page was made: known before anything is read for it, so that no change is missed
 * between the reading and the stream of {@link LiveUpdates}.
 */
final class MadeAt {
    private static final String ATTRIBUTE = "treewarden.made-at";

    private MadeAt() {}

    /** Says it for the handlers that come. */
    static void of(Context ctx, String word) {
        ctx.attribute(ATTRIBUTE, word);
    }

    /** Empty where nobody tells of changes. */
    static String of(Context ctx) {
        String word = ctx.attribute(ATTRIBUTE);
        return word == null ? "" : word;
    }
}
