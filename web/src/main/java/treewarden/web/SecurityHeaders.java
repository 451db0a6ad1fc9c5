package treewarden.web;

import io.javalin.http.Context;

/** What keeps a page inert even if a text got into it unescaped: nothing inline runs, nothing foreign is loaded. */
final class SecurityHeaders {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** Browsers come back over https alone, for a year. */
    static void stayEncrypted(Context ctx) {
        ctx.header("Strict-Transport-Security", "max-age=31536000");
    }

    /** The referrer goes to no other site. Without any, browsers would hide the origin of our own forms from us. */
    static void add(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
