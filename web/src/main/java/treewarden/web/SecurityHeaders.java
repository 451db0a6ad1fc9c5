package treewarden.web;

import io.javalin.http.Context;
import java.util.Map;

/** What keeps a page inert even if a text got into it unescaped: nothing inline runs, nothing foreign is loaded. */
final class SecurityHeaders {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The referrer goes to no other site. Without any, browsers would hide the origin of our own forms from us. */
    static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    private SecurityHeaders() {}

    /** Browsers come back over https alone, for a year. */
    static void stayEncrypted(Context ctx) {
        ctx.header("Strict-Transport-Security", "max-age=31536000");
    }

    static void add(Context ctx) {
        ALL.forEach(ctx::header);
    }
}
